package dev.rigel.store;

/**
 * Texts for an engine that takes every character but U+0000: it is written as U+E000 and a digit,
 * and so is U+E000 itself, a character that nobody uses.
 */
final class NulFreeTexts implements TextCode {
  private static final char NUL = '\u0000';
  private static final char ESCAPE = '\uE000';

  @Override
  public String encoded(String text) {
    if (text.indexOf(NUL) < 0 && text.indexOf(ESCAPE) < 0) {
      return text;
    }
    StringBuilder encoded = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      switch (next) {
        case NUL -> encoded.append(ESCAPE).append('0');
        case ESCAPE -> encoded.append(ESCAPE).append('1');
        default -> encoded.append(next);
      }
    }
    return encoded.toString();
  }

  @Override
  public String decoded(String column) {
    if (column.indexOf(ESCAPE) < 0) {
      return column;
    }
    StringBuilder decoded = new StringBuilder(column.length());
    for (int i = 0; i < column.length(); i++) {
      char next = column.charAt(i);
      if (next == ESCAPE && i + 1 < column.length()) {
        i++;
        decoded.append(column.charAt(i) == '0' ? NUL : ESCAPE);
      } else {
        decoded.append(next);
      }
    }
    return decoded.toString();
  }
}
