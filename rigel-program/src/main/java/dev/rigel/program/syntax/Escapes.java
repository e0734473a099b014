package dev.rigel.program.syntax;

/** Turns the content of a string literal into its text. */
final class Escapes {
  private final String source;

  Escapes(String source) {
    this.source = source;
  }

  /**
   * Reads one character or escape sequence of a string into {@code out}.
   *
   * @param limit where the content ends; an escape cut there by the end of partial text gives
   *     nothing
   * @return the offset after it
   */
  int read(int at, int limit, boolean raw, boolean cut, StringBuilder out) {
    char c = source.charAt(at);
    if (c == '\r') {
      out.append('\n');
      return at + 1 < limit && source.charAt(at + 1) == '\n' ? at + 2 : at + 1;
    }
    if (c != '\\' || raw) {
      out.append(c);
      if (c == '\\' && at + 1 < limit && source.charAt(at + 1) != '\r') {
        out.append(source.charAt(at + 1));
        return at + 2;
      }
      return at + 1;
    }
    if (at + 1 >= limit) {
      return limit;
    }
    char e = source.charAt(at + 1);
    int next = at + 2;
    switch (e) {
      case '\n' -> {
        return next;
      }
      case '\r' -> {
        return next < limit && source.charAt(next) == '\n' ? next + 1 : next;
      }
      case '\\', '\'', '"' -> out.append(e);
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'v' -> out.append('\u000B');
      case 'x' -> {
        return hexadecimal(at, 2, limit, cut, out);
      }
      case 'u' -> {
        return hexadecimal(at, 4, limit, cut, out);
      }
      case 'U' -> {
        return hexadecimal(at, 8, limit, cut, out);
      }
      case 'N' -> {
        return named(at, limit, cut, out);
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        int value = 0;
        int p = at + 1;
        while (p < limit && p < at + 4 && source.charAt(p) >= '0' && source.charAt(p) <= '7') {
          value = value * 8 + (source.charAt(p) - '0');
          p++;
        }
        out.append((char) value);
        return p;
      }
      // Python keeps the backslash of an escape that it does not know.
      default -> out.append('\\').append(e);
    }
    return next;
  }

  private int hexadecimal(int at, int digits, int limit, boolean cut, StringBuilder out) {
    int end = at + 2 + digits;
    int value = 0;
    for (int p = at + 2; p < end; p++) {
      if (p >= limit && cut) {
        return limit;
      }
      int digit = p < limit ? Character.digit(source.charAt(p), 16) : -1;
      if (digit < 0 || source.charAt(p) > 127) {
        throw SyntaxException.at(
            source,
            at,
            "the escape sequence is cut short",
            "write " + digits + " hexadecimal digits");
      }
      value = value * 16 + digit;
    }
    if (!Character.isValidCodePoint(value)) {
      throw SyntaxException.at(source, at, "there is no such character", "use a code up to 10FFFF");
    }
    out.appendCodePoint(value);
    return end;
  }

  private int named(int at, int limit, boolean cut, StringBuilder out) {
    int close = source.indexOf('}', at);
    if (cut && (close < 0 || close >= limit)) {
      return limit;
    }
    if (at + 2 < limit && source.charAt(at + 2) == '{' && close > 0 && close < limit) {
      try {
        out.appendCodePoint(Character.codePointOf(source.substring(at + 3, close)));
        return close + 1;
      } catch (IllegalArgumentException unknown) {
        throw SyntaxException.at(
            source, at, "there is no character of this name", "write the character itself");
      }
    }
    throw SyntaxException.at(
        source, at, "the escape sequence is cut short", "write \\N{NAME OF THE CHARACTER}");
  }
}
