package dev.rigel.language.constraint;

import java.util.Optional;

/** A regular expression and how far it has been read. */
final class PatternText {
  private static final int MOST_REPEATS = 10_000;

  /** Thrown where it uses what is not read; it has no message, the pattern is left to a guard. */
  static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsupported() {
      super(null, null, false, false);
    }
  }

  private final String text;
  private int at;

  PatternText(String text) {
    this.text = text;
  }

  boolean isAtEnd() {
    return at >= text.length();
  }

  /** The character that comes next; 0 at the end. */
  char peek() {
    return peek(0);
  }

  char peek(int further) {
    return at + further < text.length() ? text.charAt(at + further) : 0;
  }

  /** What has not been read yet. */
  String rest() {
    return text.substring(at);
  }

  boolean startsWith(String expected) {
    return text.startsWith(expected, at);
  }

  void skip(int characters) {
    at += characters;
  }

  int codePoint() {
    if (isAtEnd()) {
      throw new Unsupported();
    }
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  boolean more(String expected) {
    if (text.startsWith(expected, at)) {
      at += expected.length();
      return true;
    }
    return false;
  }

  boolean more(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  int number() {
    int from = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    if (from == at || at - from > 5) {
      throw new Unsupported();
    }
    int value = Integer.parseInt(text.substring(from, at));
    if (value > MOST_REPEATS) {
      throw new Unsupported();
    }
    return value;
  }

  int hexadecimal(int digits) {
    if (at + digits > text.length()) {
      throw new Unsupported();
    }
    try {
      int value = Integer.parseInt(text.substring(at, at + digits), 16);
      at += digits;
      return value;
    } catch (NumberFormatException e) {
      throw new Unsupported();
    }
  }

  /**
   * The content of the group that is all of the alternative that begins here, which is read over;
   * empty when there is none.
   */
  Optional<String> loneGroup() {
    if (peek() != '(' || isLookAround()) {
      return Optional.empty();
    }
    int end = groupEnd();
    if (end + 1 < text.length() && text.charAt(end + 1) != '|') {
      return Optional.empty();
    }
    String content = text.substring(startsWith("(?:") ? at + 3 : at + 1, end);
    at = end + 1;
    return Optional.of(content);
  }

  /** Whether a group begins here that is more than a group. */
  boolean isLookAround() {
    return startsWith("(?") && !startsWith("(?:");
  }

  /** Reads over the group that begins here. */
  void skipGroup() {
    at = groupEnd() + 1;
  }

  /** Where the group that begins here ends. */
  private int groupEnd() {
    int depth = 0;
    boolean inClass = false;
    for (int i = at; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '[' -> inClass = true;
        case ']' -> inClass = false;
        case '(' -> depth += inClass ? 0 : 1;
        case ')' -> {
          depth -= inClass ? 0 : 1;
          if (depth == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    throw new Unsupported();
  }
}
