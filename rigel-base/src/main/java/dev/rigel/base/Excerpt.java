package dev.rigel.base;

/** Beginnings of texts that are too long to be shown whole. */
public final class Excerpt {
  private Excerpt() {}

  /**
   * The text itself, or its beginning and an ellipsis; no character is parted.
   *
   * @param length of the whole, in UTF-16 units; at least 2
   */
  public static String of(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
    return text.substring(0, end) + "…";
  }
}
