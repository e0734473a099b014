package dev.rigel.program.run;

/**
 * Strings by code points, as Python counts them. Where a string has no surrogate pairs, places are
 * those of Java, and nothing is copied.
 */
final class CodePoints {
  private CodePoints() {}

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  static boolean isSimple(String text) {
    return length(text) == text.length();
  }

  /** The character at a place, which must exist. */
  static String at(String text, int place) {
    if (isSimple(text)) {
      return String.valueOf(text.charAt(place));
    }
    return Character.toString(text.codePointAt(text.offsetByCodePoints(0, place)));
  }

  static String slice(String text, SliceValue.Places places) {
    if (places.count() == 0) {
      return "";
    }
    boolean simple = isSimple(text);
    if (places.step() == 1) {
      return simple
          ? text.substring((int) places.start(), (int) places.start() + places.count())
          : between(text, (int) places.start(), (int) places.start() + places.count());
    }
    int[] points = simple ? new int[0] : text.codePoints().toArray();
    StringBuilder result = new StringBuilder(places.count());
    for (int i = 0; i < places.count(); i++) {
      int place = (int) (places.start() + i * places.step());
      result.appendCodePoint(simple ? text.charAt(place) : points[place]);
    }
    return result.toString();
  }

  /** The stretch between two places, both within the text. */
  static String between(String text, int start, int stop) {
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, stop - start));
  }

  /** Order by code points, which differs from Java's by chars above the surrogates. */
  static int compare(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean xPair = Character.isSurrogate(x);
        boolean yPair = Character.isSurrogate(y);
        return xPair == yPair ? Character.compare(x, y) : xPair ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
