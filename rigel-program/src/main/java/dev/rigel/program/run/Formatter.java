package dev.rigel.program.run;

import java.math.BigInteger;
import java.util.Locale;

/** {@code format(value, spec)}, also behind f-strings and {@code str.format}. */
final class Formatter {
  private final Fuel fuel;
  private final Representation representation;

  Formatter(Fuel fuel, Representation representation) {
    this.fuel = fuel;
    this.representation = representation;
  }

  String format(Object given, String spec) {
    Object value = Pending.now(given);
    if (spec.isEmpty()) {
      return representation.text(value);
    }
    String result =
        switch (value) {
          case String text -> formatText(text, FormatSpec.parse(spec, "str"));
          case Double number -> formatReal(number, FormatSpec.parse(spec, "float"), "float");
          case Object integer when Numbers.isInteger(integer) ->
              formatInteger(integer, FormatSpec.parse(spec, Types.nameOf(value)));
          default ->
              throw PythonError.type(
                  "unsupported format string passed to %s.__format__"
                      .formatted(Types.nameOf(value)));
        };
    fuel.newCharacters(result.length());
    return result;
  }

  private String formatText(String text, FormatSpec spec) {
    if (spec.sign() != 0) {
      throw PythonError.value(
          spec.sign() == ' '
              ? "Space not allowed in string format specifier"
              : "Sign not allowed in string format specifier");
    }
    if (spec.noNegativeZero()) {
      throw PythonError.value("Negative zero coercion (z) not allowed in string format specifier");
    }
    if (spec.alternate()) {
      throw PythonError.value("Alternate form (#) not allowed in string format specifier");
    }
    if (spec.grouping() != 0) {
      throw PythonError.value("Cannot specify '%s' with 's'.".formatted(spec.grouping()));
    }
    if (spec.type() != 0 && spec.type() != 's') {
      throw FormatSpec.unknownType(String.valueOf(spec.type()), "str");
    }
    if (spec.align() == '=') {
      throw PythonError.value("'=' alignment not allowed in string format specifier");
    }
    String cut =
        spec.precision() >= 0 && spec.precision() < CodePoints.length(text)
            ? CodePoints.between(text, 0, spec.precision())
            : text;
    return padded("", cut, spec, '<');
  }

  private String formatInteger(Object integer, FormatSpec spec) {
    String typeName = Types.nameOf(integer);
    switch (spec.type()) {
      case 'e', 'E', 'f', 'F', 'g', 'G', '%' -> {
        return formatReal(Numbers.real(integer), spec, typeName);
      }
      case 0, 'd', 'n', 'b', 'o', 'x', 'X', 'c' -> {}
      default -> throw FormatSpec.unknownType(String.valueOf(spec.type()), typeName);
    }
    if (spec.precision() >= 0) {
      throw PythonError.value("Precision not allowed in integer format specifier");
    }
    if (spec.noNegativeZero()) {
      throw PythonError.value(
          "Negative zero coercion (z) not allowed in format specifier with integer format code '%s'"
              .formatted(spec.type() == 0 ? 'd' : spec.type()));
    }
    refuseGrouping(spec);
    BigInteger value = Numbers.big(integer);
    if (spec.type() == 'c') {
      return formatCharacter(value, spec);
    }
    int radix =
        switch (spec.type()) {
          case 'b' -> 2;
          case 'o' -> 8;
          case 'x', 'X' -> 16;
          default -> 10;
        };
    fuel.characters(value.bitLength());
    String digits = radix == 10 ? Representation.decimal(value.abs()) : value.abs().toString(radix);
    String prefix = spec.alternate() && radix != 10 ? "0" + spec.type() : "";
    if (spec.type() == 'X') {
      digits = digits.toUpperCase(Locale.ROOT);
    }
    String head = sign(value.signum() < 0, spec) + prefix;
    int groupSize = radix == 10 ? 3 : 4;
    return padded(head, grouped(head, digits, "", groupSize, spec), spec, '>');
  }

  private static void refuseGrouping(FormatSpec spec) {
    boolean hexadecimal = "boxX".indexOf(spec.type()) >= 0 && spec.type() != 0;
    boolean refused =
        (spec.grouping() == ',' && hexadecimal)
            || (spec.grouping() != 0 && (spec.type() == 'c' || spec.type() == 'n'));
    if (refused) {
      throw PythonError.value(
          "Cannot specify '%s' with '%s'.".formatted(spec.grouping(), spec.type()));
    }
  }

  private String formatCharacter(BigInteger value, FormatSpec spec) {
    if (spec.sign() != 0) {
      throw PythonError.value("Sign not allowed with integer format specifier 'c'");
    }
    if (spec.alternate()) {
      throw PythonError.value("Alternate form (#) not allowed with integer format specifier 'c'");
    }
    if (value.signum() < 0 || value.bitLength() > 31 || value.intValue() > 0x10ffff) {
      throw PythonError.overflow("%c arg not in range(0x110000)");
    }
    return padded("", Character.toString(value.intValue()), spec, '>');
  }

  private String formatReal(double value, FormatSpec spec, String typeName) {
    char type = spec.type();
    if (type != 0 && "eEfFgGn%".indexOf(type) < 0) {
      throw FormatSpec.unknownType(String.valueOf(type), typeName);
    }
    if (type == 'n' && spec.grouping() != 0) {
      throw PythonError.value("Cannot specify '%s' with 'n'.".formatted(spec.grouping()));
    }
    fuel.checkCharacters(spec.precision());
    double scaled = type == '%' ? value * 100 : value;
    boolean negative = Double.doubleToRawLongBits(scaled) < 0 && !Double.isNaN(scaled);
    String body = Double.isFinite(scaled) ? realBody(Math.abs(scaled), spec) : special(scaled);
    if (spec.noNegativeZero() && body.chars().noneMatch(c -> c >= '1' && c <= '9')) {
      negative = negative && !Double.isFinite(scaled);
    }
    if (type == 'E' || type == 'F' || type == 'G') {
      body = body.toUpperCase(Locale.ROOT);
    }
    if (type == '%') {
      body += "%";
    }
    int whole = 0;
    while (whole < body.length() && Character.isDigit(body.charAt(whole))) {
      whole++;
    }
    String head = sign(negative, spec);
    String digits = body.substring(0, whole);
    String rest = body.substring(whole);
    return padded(head, grouped(head, digits, rest, 3, spec), spec, '>');
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "nan" : "inf";
  }

  private static String realBody(double magnitude, FormatSpec spec) {
    int precision = spec.precision();
    return switch (spec.type()) {
      case 'e', 'E' ->
          FloatText.exponent(magnitude, precision < 0 ? 6 : precision, spec.alternate());
      case 'f', 'F', '%' ->
          FloatText.fixed(magnitude, precision < 0 ? 6 : precision, spec.alternate());
      case 0 ->
          precision < 0
              ? FloatText.shortest(magnitude, spec.alternate())
              : FloatText.general(magnitude, precision, spec.alternate(), true);
      default ->
          FloatText.general(magnitude, precision < 0 ? 6 : precision, spec.alternate(), false);
    };
  }

  private static String sign(boolean negative, FormatSpec spec) {
    return negative ? "-" : spec.sign() == '+' ? "+" : spec.sign() == ' ' ? " " : "";
  }

  /**
   * Digits with group separators; padding with zeros ({@code 010,}) is grouped too, as CPython does
   * it.
   */
  private String grouped(String head, String digits, String rest, int groupSize, FormatSpec spec) {
    if (spec.grouping() == 0 || digits.isEmpty()) {
      return digits + rest;
    }
    int least =
        spec.fill() == '0' && spec.align() == '='
            ? spec.width() - head.length() - rest.length()
            : 0;
    fuel.checkCharacters(Math.max(least, 2L * digits.length()));
    StringBuilder reversed = new StringBuilder();
    int left = digits.length();
    while (true) {
      int length = Math.min(groupSize, Math.max(Math.max(left, least), 1));
      for (int i = 0; i < length; i++) {
        reversed.append(left > 0 ? digits.charAt(--left) : '0');
      }
      least -= length;
      if (left <= 0 && least <= 0) {
        return reversed.reverse() + rest;
      }
      reversed.append(spec.grouping());
      least--;
    }
  }

  private String padded(String head, String body, FormatSpec spec, char defaultAlign) {
    int missing = spec.width() - head.length() - CodePoints.length(body);
    if (missing <= 0) {
      return head + body;
    }
    fuel.newCharacters(spec.width());
    String fill = Character.toString(spec.fill());
    return switch (spec.alignOr(defaultAlign)) {
      case '<' -> head + body + fill.repeat(missing);
      case '>' -> fill.repeat(missing) + head + body;
      case '=' -> head + fill.repeat(missing) + body;
      default -> fill.repeat(missing / 2) + head + body + fill.repeat(missing - missing / 2);
    };
  }
}
