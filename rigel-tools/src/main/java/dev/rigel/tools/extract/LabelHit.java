package dev.rigel.tools.extract;

import java.util.List;

/**
 * A label on the page.
 *
 * @param start of its words in the text of the piece
 * @param end behind its words and its colon
 * @param meanings what it may stand for
 * @param own whether a wanted field itself is called so
 * @param separated whether a colon or the like follows, or nothing
 * @param exactness 1, less when a letter was misread
 */
record LabelHit(
    Piece piece,
    int start,
    int end,
    String key,
    List<Meaning> meanings,
    boolean own,
    boolean separated,
    double exactness) {
  /** Whether nothing but the label stands in the piece, so that the value is elsewhere. */
  boolean isAlone() {
    return start == 0 && end >= piece.text().stripTrailing().length();
  }

  /** How surely it means this field: 0 when it does not. */
  double weight(Field field) {
    if (own && key.equals(Vocabulary.key(field.words())) || isTitle(field)) {
      return exactness;
    }
    if (field.meaning().isEmpty() || !meanings.contains(field.meaning().get())) {
      return 0;
    }
    List<Meaning.Label> labels = field.meaning().get().labels();
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i).key().equals(key)) {
        return exactness * (labels.get(i).weak() ? 0.6 : Math.max(0.9, 0.98 - 0.004 * i));
      }
    }
    return 0;
  }

  private boolean isTitle(Field field) {
    return own && !field.title().isEmpty() && key.equals(Vocabulary.key(field.title()));
  }
}
