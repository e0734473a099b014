package dev.rigel.program.syntax;

import java.math.BigInteger;
import java.util.Locale;

/** Reads number literals: where they end and what they are worth. */
final class NumberReader {
  /**
   * As in CPython, where longer texts are refused because their conversion takes quadratic time.
   */
  static final int MAX_DIGITS = 4_300;

  private final String source;
  private final int limit;
  private final boolean partial;

  NumberReader(String source, int limit, boolean partial) {
    this.source = source;
    this.limit = limit;
    this.partial = partial;
  }

  /** The offset after the number that starts at the given one. */
  int end(int from) {
    int p = from;
    if (source.charAt(p) == '0' && p + 1 < limit) {
      int radix = radix(Character.toLowerCase(source.charAt(p + 1)));
      if (radix != 10) {
        return finish(from, digits(p + 2, radix, true));
      }
    }
    boolean isFloat = false;
    if (source.charAt(p) != '.') {
      p = digits(p, 10, false);
    }
    if (p < limit && source.charAt(p) == '.') {
      isFloat = true;
      p++;
      if (p < limit && Lexer.isDigit(source.charAt(p))) {
        p = digits(p, 10, false);
      }
    }
    if (p < limit && (source.charAt(p) == 'e' || source.charAt(p) == 'E')) {
      isFloat = true;
      p++;
      if (p < limit && (source.charAt(p) == '+' || source.charAt(p) == '-')) {
        p++;
      }
      p = digits(p, 10, false);
    }
    if (p < limit && (source.charAt(p) == 'j' || source.charAt(p) == 'J')) {
      throw error(from, "complex numbers are not part of the language", "leave the j out");
    }
    if (!isFloat && source.charAt(from) == '0') {
      for (int i = from; i < p; i++) {
        if (source.charAt(i) != '0' && source.charAt(i) != '_') {
          throw error(from, "a whole number cannot start with 0", "leave the leading zeros out");
        }
      }
    }
    return finish(from, p);
  }

  private int finish(int from, int p) {
    if (p < limit && (Lexer.isWordCharacter(source.charAt(p)) || source.charAt(p) > 127)) {
      throw error(from, "this is not a number", "put a space or an operator after the number");
    }
    return p;
  }

  private static int radix(char c) {
    return switch (c) {
      case 'x' -> 16;
      case 'o' -> 8;
      case 'b' -> 2;
      default -> 10;
    };
  }

  /** Digits with single underscores between them. */
  private int digits(int from, int radix, boolean underscoreFirst) {
    int p = from;
    boolean digitBefore = underscoreFirst;
    int count = 0;
    while (p < limit) {
      char c = source.charAt(p);
      if (c == '_' && digitBefore) {
        digitBefore = false;
      } else if (c < 128 && Character.digit(c, radix) >= 0) {
        digitBefore = true;
        if (++count > MAX_DIGITS) {
          throw error(
              from, "the number has more than " + MAX_DIGITS + " digits", "use a shorter one");
        }
      } else {
        break;
      }
      p++;
    }
    boolean complete = count > 0 && source.charAt(p - 1) != '_';
    if (!complete && !(partial && p == source.length())) {
      throw error(from, "this is not a number", "end it with a digit");
    }
    return p;
  }

  private SyntaxException error(int offset, String message, String hint) {
    return SyntaxException.at(source, offset, message, hint);
  }

  /** The value of a number token; the beginning of a number counts as far as it goes. */
  static Expression value(String text, Span span) {
    String clean = text.replace("_", "").toLowerCase(Locale.ROOT);
    if (clean.length() > 1 && clean.charAt(0) == '0' && radix(clean.charAt(1)) != 10) {
      String digits = clean.substring(2);
      return new Expression.IntLiteral(
          digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, radix(clean.charAt(1))),
          span);
    }
    if (clean.indexOf('.') < 0 && clean.indexOf('e') < 0) {
      return new Expression.IntLiteral(new BigInteger(clean), span);
    }
    char last = clean.charAt(clean.length() - 1);
    if (last == 'e' || last == '+' || last == '-') {
      clean = clean + "0";
    }
    return new Expression.FloatLiteral(Double.parseDouble(clean), span);
  }
}
