package dev.rigel.language.constraint;

import java.util.ArrayList;
import java.util.List;

/** A set of Unicode code points, as ranges. */
record CharacterSet(List<Range> ranges, boolean negated) {
  /** Both ends belong to it. */
  record Range(int first, int last) {}

  static final CharacterSet DIGITS = of("09");
  static final CharacterSet WORD = of("azAZ09__");
  static final CharacterSet SPACE = of("  \t\r");
  static final CharacterSet ALL = new CharacterSet(List.of(), true);

  CharacterSet {
    ranges = List.copyOf(ranges);
  }

  /** Pairs of first and last character. */
  static CharacterSet of(String pairs) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < pairs.length(); i += 2) {
      ranges.add(new Range(pairs.charAt(i), pairs.charAt(i + 1)));
    }
    return new CharacterSet(ranges, false);
  }

  CharacterSet inverted() {
    return new CharacterSet(ranges, !negated);
  }

  /** The same set with its members as ranges. */
  CharacterSet complementIfNegated() {
    if (!negated) {
      return this;
    }
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(java.util.Comparator.comparingInt(Range::first));
    List<Range> between = new ArrayList<>();
    int from = 0;
    for (Range range : sorted) {
      if (range.first() > from) {
        between.add(new Range(from, range.first() - 1));
      }
      from = Math.max(from, range.last() + 1);
    }
    if (from <= Character.MAX_CODE_POINT) {
      between.add(new Range(from, Character.MAX_CODE_POINT));
    }
    return new CharacterSet(between, false);
  }

  boolean contains(int codePoint) {
    for (Range range : ranges) {
      if (codePoint >= range.first() && codePoint <= range.last()) {
        return !negated;
      }
    }
    return negated;
  }

  /** Whether a character that is not ASCII belongs to it. */
  boolean hasNonAscii() {
    return negated || ranges.stream().anyMatch(range -> range.last() >= 0x80);
  }
}
