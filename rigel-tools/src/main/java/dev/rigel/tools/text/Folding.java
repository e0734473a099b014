package dev.rigel.tools.text;

import java.text.Normalizer;

/** Makes texts comparable: no case, no accents, one kind of quote, dash and space. */
public final class Folding {
  private Folding() {}

  /** Character by character, so that positions stay what they were. */
  public static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      folded.append(fold(text.charAt(i)));
    }
    return folded.toString();
  }

  private static char fold(char c) {
    if (c < 128) {
      return Character.isWhitespace(c) ? ' ' : Character.toLowerCase(c);
    }
    if (Character.isSpaceChar(c)) {
      return ' ';
    }
    return switch (c) {
      case '\u2018', '\u2019', '\u201b', '\u00b4' -> '\'';
      case '\u201c', '\u201d', '\u201e', '\u00ab', '\u00bb' -> '"';
      case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> '-';
      default ->
          Character.isSurrogate(c)
              ? c
              : Character.toLowerCase(
                  Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD).charAt(0));
    };
  }
}
