package dev.rigel.tools.extract;

import dev.rigel.tools.text.EditDistance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The labels of a page: the longest known words at the beginning of a piece of text, or behind a
 * value within it, also with one letter misread.
 */
final class PageLabels {
  private static final int MOST_WORDS = 6;
  private static final int SHORTEST_WITH_SLIP = 8;
  private static final Pattern WORD = Pattern.compile("\\S+");

  private static final String PERCENT =
      "(?:%|(?i:percent|per cent|prozent|pour cent|por ciento|per cento)(?!\\p{L}))";

  /** "20% VAT", "Less discount": what may stand before a label's own words. */
  private static final Pattern BEFORE =
      Pattern.compile(
          "^\\s*(?:[(\\[]?\\d{1,2}(?:[.,]\\d{1,2})?\\s*" + PERCENT + "[)\\]]?\\s*|[*•·>\\-–]\\s+)");

  /** "VAT @ 20 %:", "Tax (20%)", "Discount 5%": a rate behind it, which is not the amount. */
  private static final Pattern RATE =
      Pattern.compile("^\\s*[@(]?\\s*\\d{1,2}(?:[.,]\\d{1,3})?\\s*" + PERCENT + "\\s*\\)?");

  private static final Pattern SEPARATOR = Pattern.compile("^[\\s.]*[:#=)]+[\\s:#=.*]*");
  private static final Pattern CURRENCY =
      Pattern.compile("^\\s*\\(?(?:EUR|USD|GBP|CHF|€|\\$|£)\\)?\\s*:?\\s*$");

  private final Vocabulary vocabulary;
  private final Set<String> own = new HashSet<>();
  private final Map<Piece, List<LabelHit>> hits = new IdentityHashMap<>();

  PageLabels(Vocabulary vocabulary, Collection<Field> fields) {
    this.vocabulary = vocabulary;
    for (Field field : fields) {
      own.add(Vocabulary.key(field.words()));
      if (!field.title().isEmpty()) {
        own.add(Vocabulary.key(field.title()));
      }
    }
    own.remove("");
  }

  /** From left to right. */
  List<LabelHit> in(Piece piece) {
    return hits.computeIfAbsent(piece, this::find);
  }

  /** Whether the piece is nothing but a label, so that it is nobody's value. */
  boolean isLabel(Piece piece) {
    String text = piece.text().strip();
    return text.endsWith(":") || in(piece).stream().anyMatch(hit -> hit.isAlone() && !isWeak(hit));
  }

  private static boolean isWeak(LabelHit hit) {
    return !hit.own()
        && hit.meanings().stream()
            .flatMap(m -> m.labels().stream())
            .filter(l -> l.key().equals(hit.key()))
            .allMatch(Meaning.Label::weak);
  }

  private List<LabelHit> find(Piece piece) {
    String text = piece.text();
    List<int[]> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(new int[] {matcher.start(), matcher.end()});
    }
    List<LabelHit> found = new ArrayList<>();
    int from = firstWord(text, words);
    for (int i = from; i < words.size(); i++) {
      if (i > from && !mayBegin(text, words, i)) {
        continue;
      }
      Optional<LabelHit> hit = longest(piece, words, i, i == from);
      if (hit.isPresent()) {
        found.add(hit.get());
        while (i + 1 < words.size() && words.get(i + 1)[0] < hit.get().end()) {
          i++;
        }
      }
    }
    return found;
  }

  private static int firstWord(String text, List<int[]> words) {
    Matcher before = BEFORE.matcher(text);
    if (!before.find() || before.end() >= text.length()) {
      return 0;
    }
    int first = 0;
    while (first < words.size() && words.get(first)[0] < before.end()) {
      first++;
    }
    return first < words.size() ? first : 0;
  }

  /** A second label in a piece begins with a capital behind something that is no word of it. */
  private static boolean mayBegin(String text, List<int[]> words, int i) {
    char first = text.charAt(words.get(i)[0]);
    char before = text.charAt(words.get(i - 1)[1] - 1);
    return Character.isUpperCase(first)
        && (Character.isDigit(before)
            || "|,;·•/)".indexOf(before) >= 0
            || !Character.isLetter(before));
  }

  private Optional<LabelHit> longest(Piece piece, List<int[]> words, int from, boolean first) {
    String text = piece.text();
    for (int count = Math.min(MOST_WORDS, words.size() - from); count > 0; count--) {
      int start = words.get(from)[0];
      int end = words.get(from + count - 1)[1];
      String written = text.substring(start, end);
      boolean mayBeMisread = first && piece.line().region().confidence() < 1;
      Optional<LabelHit> hit = hit(piece, first ? 0 : start, end, written, mayBeMisread);
      if (hit.isPresent()) {
        return hit;
      }
    }
    // "Tel:555-123": no blank behind the colon.
    String word = text.substring(words.get(from)[0], words.get(from)[1]);
    int colon = Math.max(word.indexOf(':'), word.indexOf('#'));
    return colon > 0 && colon < word.length() - 1
        ? hit(
            piece,
            first ? 0 : words.get(from)[0],
            words.get(from)[0] + colon + 1,
            word.substring(0, colon + 1),
            false)
        : Optional.empty();
  }

  private Optional<LabelHit> hit(Piece piece, int start, int end, String written, boolean slips) {
    String bare = written.replaceAll("[:=*]+$", "").strip();
    String key = Vocabulary.key(bare);
    double exactness = 1;
    if (!isKnown(key)) {
      Optional<String> near = slips ? nearest(key) : Optional.empty();
      if (near.isEmpty()) {
        return Optional.empty();
      }
      key = near.get();
      exactness = 0.93;
    }
    String rest = piece.text().substring(end);
    boolean colon = !written.equals(bare) || written.endsWith("#") || written.endsWith(".");
    int behind = end;
    Matcher rate = RATE.matcher(rest);
    if (rate.find()) {
      behind += rate.end();
      rest = rest.substring(rate.end());
    }
    Matcher separator = SEPARATOR.matcher(rest);
    if (separator.find()) {
      colon = true;
      behind += separator.end();
      rest = rest.substring(separator.end());
    }
    if (CURRENCY.matcher(rest).matches()) {
      behind += rest.length();
      rest = "";
    }
    while (behind < piece.text().length() && Character.isWhitespace(piece.text().charAt(behind))) {
      behind++;
    }
    return Optional.of(
        new LabelHit(
            piece,
            start,
            behind,
            key,
            vocabulary.ofLabel(key),
            own.contains(key),
            colon || rest.isBlank(),
            exactness));
  }

  private boolean isKnown(String key) {
    return own.contains(key) || !vocabulary.ofLabel(key).isEmpty();
  }

  private Optional<String> nearest(String key) {
    if (key.length() < SHORTEST_WITH_SLIP || key.chars().anyMatch(Character::isDigit)) {
      return Optional.empty();
    }
    return vocabulary.labels().stream()
        .filter(label -> Math.abs(label.length() - key.length()) <= 1)
        .filter(label -> label.charAt(0) == key.charAt(0) || label.endsWith(key.substring(2)))
        .filter(label -> EditDistance.between(label, key) <= 1)
        .min(java.util.Comparator.naturalOrder());
  }
}
