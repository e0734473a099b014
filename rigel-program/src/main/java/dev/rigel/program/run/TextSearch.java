package dev.rigel.program.run;

/**
 * Finds a text in a text in linear time. Java's own search is faster on everyday texts, but its
 * worst case is the product of both lengths, which a program could choose to be hours.
 */
final class TextSearch {
  /** Below this product of lengths the worst case does not matter. */
  private static final long HARMLESS_PRODUCT = 1L << 22;

  private TextSearch() {}

  /** As {@link String#indexOf(String, int)}. */
  static int first(String text, String wanted, int from) {
    if ((long) text.length() * wanted.length() <= HARMLESS_PRODUCT || wanted.length() <= 1) {
      return text.indexOf(wanted, from);
    }
    return search(text, wanted, from, text.length(), false);
  }

  /** The last occurrence that ends at the given place or before it, or -1. */
  static int last(String text, String wanted, int end) {
    if ((long) text.length() * wanted.length() <= HARMLESS_PRODUCT || wanted.length() <= 1) {
      return end < wanted.length() ? -1 : text.lastIndexOf(wanted, end - wanted.length());
    }
    int mirrored = search(text, wanted, 0, end, true);
    return mirrored < 0 ? -1 : end - mirrored - wanted.length();
  }

  /**
   * The search of Knuth, Morris and Pratt.
   *
   * @param mirrored reads both texts from their ends, the text from {@code to} downwards
   */
  private static int search(String text, String wanted, int from, int to, boolean mirrored) {
    int length = wanted.length();
    if (to - from < length) {
      return -1;
    }
    int[] borders = borders(wanted, mirrored);
    int matched = 0;
    for (int i = from; i < to; i++) {
      char c = mirrored ? text.charAt(to - 1 - i) : text.charAt(i);
      while (matched > 0 && at(wanted, matched, mirrored) != c) {
        matched = borders[matched - 1];
      }
      if (at(wanted, matched, mirrored) == c) {
        matched++;
      }
      if (matched == length) {
        return i - length + 1;
      }
    }
    return -1;
  }

  /** For every prefix the length of its longest proper prefix that is also its suffix. */
  private static int[] borders(String wanted, boolean mirrored) {
    int[] borders = new int[wanted.length()];
    int border = 0;
    for (int i = 1; i < borders.length; i++) {
      char c = at(wanted, i, mirrored);
      while (border > 0 && at(wanted, border, mirrored) != c) {
        border = borders[border - 1];
      }
      if (at(wanted, border, mirrored) == c) {
        border++;
      }
      borders[i] = border;
    }
    return borders;
  }

  private static char at(String text, int place, boolean mirrored) {
    return mirrored ? text.charAt(text.length() - 1 - place) : text.charAt(place);
  }
}
