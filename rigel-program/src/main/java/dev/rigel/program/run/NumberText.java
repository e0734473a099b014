package dev.rigel.program.run;

import java.math.BigInteger;
import java.util.Locale;

/** Text as numbers: {@code int("0x1f", 16)}, {@code float(" 1_000.5 ")}. */
final class NumberText {
  private NumberText() {}

  static Object integer(Machine machine, String text, long base) {
    if (base != 0 && (base < 2 || base > 36)) {
      throw PythonError.value("int() base must be >= 2 and <= 36, or 0");
    }
    machine.fuel().characters(text.length());
    String trimmed = trimmed(text);
    boolean negative = trimmed.startsWith("-");
    String body = negative || trimmed.startsWith("+") ? trimmed.substring(1) : trimmed;
    int radix = (int) base;
    int prefixed = prefixRadix(body);
    if (prefixed != 0 && (base == 0 || base == prefixed)) {
      radix = prefixed;
      body = body.substring(2);
      body = body.startsWith("_") ? body.substring(1) : body;
    } else if (base == 0) {
      radix = 10;
      boolean zeros = body.chars().allMatch(c -> c == '0' || c == '_');
      if (body.startsWith("0") && !zeros) {
        throw invalid(machine, text, base);
      }
    }
    String digits = digits(body, radix);
    if (digits.isEmpty()) {
      throw invalid(machine, text, base);
    }
    boolean binary = (radix & (radix - 1)) == 0;
    if (!binary && digits.length() > Representation.MAX_DECIMAL_DIGITS) {
      throw PythonError.value(
          "Exceeds the limit (%d digits) for integer string conversion: value has %d digits"
              .formatted(Representation.MAX_DECIMAL_DIGITS, digits.length()));
    }
    machine.fuel().checkBits((digits.length() - 1L) * (31 - Integer.numberOfLeadingZeros(radix)));
    machine.fuel().product(digits.length() * 8L, digits.length() * 8L);
    BigInteger value = new BigInteger(digits, radix);
    return Numbers.normal(negative ? value.negate() : value);
  }

  private static int prefixRadix(String body) {
    if (body.length() < 2 || body.charAt(0) != '0') {
      return 0;
    }
    return switch (body.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 0;
    };
  }

  /** ASCII digits of the radix, or an empty text when it holds anything else. */
  private static String digits(String body, int radix) {
    StringBuilder digits = new StringBuilder(body.length());
    boolean afterDigit = false;
    for (int i = 0; i < body.length(); i += Character.charCount(body.codePointAt(i))) {
      int point = body.codePointAt(i);
      if (point == '_' && afterDigit && i + 1 < body.length()) {
        afterDigit = false;
        continue;
      }
      boolean usable = point < 128 || Characters.isDecimal(point);
      int digit = usable ? Character.digit(point, radix) : -1;
      if (digit < 0) {
        return "";
      }
      digits.append(Character.forDigit(digit, radix));
      afterDigit = true;
    }
    return digits.toString();
  }

  private static PythonError invalid(Machine machine, String text, long base) {
    String shown = text.length() > 200 ? text.substring(0, 200) : text;
    return PythonError.value(
        "invalid literal for int() with base %d: %s"
            .formatted(base, machine.representation().of(shown)));
  }

  static Object real(Machine machine, Object value) {
    if (value instanceof Double) {
      return value;
    }
    if (Numbers.isInteger(value)) {
      return Numbers.real(value);
    }
    if (!(value instanceof String text)) {
      throw PythonError.type(
          "float() argument must be a string or a real number, not '%s'"
              .formatted(Types.nameOf(value)));
    }
    machine.fuel().characters(text.length());
    String plain = asciiNumber(trimmed(text));
    String unsigned = plain.startsWith("-") || plain.startsWith("+") ? plain.substring(1) : plain;
    double sign = plain.startsWith("-") ? -1.0 : 1.0;
    switch (unsigned.toLowerCase(Locale.ROOT)) {
      case "inf", "infinity" -> {
        return sign * Double.POSITIVE_INFINITY;
      }
      case "nan" -> {
        return Double.NaN;
      }
      default -> {}
    }
    if (!isDecimalNumber(unsigned)) {
      String shown = text.length() > 200 ? text.substring(0, 200) : text;
      throw PythonError.value(
          "could not convert string to float: " + machine.representation().of(shown));
    }
    return sign * Double.parseDouble(unsigned);
  }

  /** White space as Python's at both ends off. */
  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && Characters.isSpace(text.codePointAt(from))) {
      from++;
    }
    while (to > from && Characters.isSpace(text.codePointBefore(to))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Decimal digits of any script as ASCII, underscores between digits left out. */
  private static String asciiNumber(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      boolean between =
          point == '_'
              && i > 0
              && i + 1 < text.length()
              && Characters.isDecimal(text.codePointBefore(i))
              && Characters.isDecimal(text.codePointAt(i + 1));
      if (!between) {
        plain.appendCodePoint(
            Characters.isDecimal(point) ? '0' + Character.digit(point, 10) : point);
      }
    }
    return plain.toString();
  }

  private static boolean isDecimalNumber(String text) {
    int at = skipDigits(text, 0);
    int digits = at;
    if (at < text.length() && text.charAt(at) == '.') {
      int end = skipDigits(text, at + 1);
      digits += end - at - 1;
      at = end;
    }
    if (digits == 0) {
      return false;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int sign = at + 1;
      if (sign < text.length() && (text.charAt(sign) == '+' || text.charAt(sign) == '-')) {
        sign++;
      }
      int end = skipDigits(text, sign);
      return end > sign && end == text.length();
    }
    return at == text.length();
  }

  private static int skipDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
