package dev.rigel.language.schema;

/**
 * Turns a regular expression as JSON schemas have it (ECMA-262) into Java's notation, where the two
 * differ: a brace that begins no repetition is a plain character, an opening bracket or {@code &&}
 * within a class too, {@code $} does not look past a line end, and {@code \d}, {@code \w} and
 * {@code \s} mean what ECMA says.
 */
final class EcmaPattern {
  private static final String SPACE =
      "\\t\\n\\x0B\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";

  private final String text;
  private final StringBuilder java = new StringBuilder();
  private int at;

  private EcmaPattern(String text) {
    this.text = text;
  }

  static String toJava(String pattern) {
    EcmaPattern reader = new EcmaPattern(pattern);
    reader.whole();
    return reader.java.toString();
  }

  private void whole() {
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '\\' -> escape(false);
        case '[' -> characterClass();
        case '{' -> brace();
        case '}' -> {
          java.append("\\}");
          at++;
        }
        case '$' -> {
          java.append("\\z");
          at++;
        }
        default -> {
          java.append(c);
          at++;
        }
      }
    }
  }

  /** A repetition is copied; any other brace is a character. */
  private void brace() {
    int end = text.indexOf('}', at);
    if (end > at && text.substring(at + 1, end).matches("\\d+(,\\d*)?")) {
      java.append(text, at, end + 1);
      at = end + 1;
    } else {
      java.append("\\{");
      at++;
    }
  }

  private void characterClass() {
    java.append('[');
    at++;
    if (at < text.length() && text.charAt(at) == '^') {
      java.append('^');
      at++;
    }
    if (at < text.length() && text.charAt(at) == ']' && text.indexOf(']', at + 1) > 0) {
      // Other notations take a bracket that comes first as a member; ECMA's empty class is of no
      // use.
      java.append("\\]");
      at++;
    }
    while (at < text.length() && text.charAt(at) != ']') {
      char c = text.charAt(at);
      if (c == '\\') {
        escape(true);
      } else {
        if (c == '[' || c == '&') {
          java.append('\\');
        }
        java.append(c);
        at++;
      }
    }
    if (at < text.length()) {
      java.append(']');
      at++;
    }
  }

  private void escape(boolean inClass) {
    if (at + 1 == text.length()) {
      java.append(text, at, text.length());
      at++;
      return;
    }
    char c = text.charAt(at + 1);
    at += 2;
    switch (c) {
      case 's' -> java.append(inClass ? SPACE : "[" + SPACE + "]");
      case 'S' -> java.append("[^" + SPACE + "]");
      case 'Z' -> java.append("\\z");
      case '/',
          '-',
          '_',
          '"',
          '\'',
          ':',
          '@',
          '#',
          '%',
          ',',
          ';',
          '!',
          '=',
          '~',
          '`',
          '<',
          '>',
          '&' -> {
        if (c == '-' || c == '&' || c == '#') {
          java.append('\\');
        }
        if ((c == '<' || c == '>') && inClass) {
          java.append('\\');
        }
        java.append(c);
      }
      case 'p', 'P', 'u', 'k' -> named(c);
      default -> java.append('\\').append(c);
    }
  }

  /** An escape that may have an argument in braces. */
  private void named(char c) {
    int end = at < text.length() && text.charAt(at) == '{' ? text.indexOf('}', at) : -1;
    java.append('\\').append(c == 'u' && end > 0 ? 'x' : c);
    if (end > 0) {
      java.append(text, at, end + 1);
      at = end + 1;
    }
  }
}
