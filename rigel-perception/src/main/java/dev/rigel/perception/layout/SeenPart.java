package dev.rigel.perception.layout;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Box;
import java.util.List;

/**
 * A part of a page as a network sees it.
 *
 * @param confidence 0 to 1
 */
public record SeenPart(Box box, Kind kind, double confidence) {
  /** The classes of CDLA, a set of pages for layout analysis, in its order. */
  public enum Kind {
    TEXT,
    TITLE,
    FIGURE,
    FIGURE_CAPTION,
    TABLE,
    TABLE_CAPTION,
    HEADER,
    FOOTER,
    REFERENCE,
    EQUATION;

    static final List<Kind> ALL = List.of(values());
  }

  public SeenPart {
    requireNonNull(box, "box");
    requireNonNull(kind, "kind");
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("not a confidence: " + confidence);
    }
  }
}
