package dev.rigel.media;

import java.util.Map;

/**
 * The bullets that office programs take from the fonts Symbol and Wingdings. Files name them by
 * those fonts' own codes, in a private range that means nothing elsewhere.
 */
final class SymbolBullets {
  private static final Map<String, String> SIGNS =
      Map.of(
          "\uF0B7", "•", "\uF0A7", "▪", "\uF06E", "■", "\uF06C", "●", "\uF0A8", "□", "\uF071", "□",
          "\uF0D8", "‣", "\uF0FC", "✓");

  private SymbolBullets() {}

  /**
   * @param text of one glyph
   */
  static String read(String text) {
    return text.length() == 1 && text.charAt(0) >= '\uF000' ? SIGNS.getOrDefault(text, text) : text;
  }
}
