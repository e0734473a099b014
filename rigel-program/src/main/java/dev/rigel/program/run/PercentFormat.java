package dev.rigel.program.run;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code "%5.2f of %s" % (a, b)}. */
final class PercentFormat {
  private final Fuel fuel;
  private final Representation representation;
  private final Comparisons comparisons;

  PercentFormat(Fuel fuel, Representation representation, Comparisons comparisons) {
    this.fuel = fuel;
    this.representation = representation;
    this.comparisons = comparisons;
  }

  String apply(String template, Object given) {
    fuel.characters(template.length());
    return new Run(template, given).text();
  }

  /** The flags of one conversion. */
  private record Conversion(
      boolean left,
      boolean plus,
      boolean space,
      boolean alternate,
      boolean zero,
      int width,
      int precision) {}

  /** One pass over a template. */
  private final class Run {
    private final String template;
    private final Object given;
    private final @Nullable List<Object> values;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int used;
    private boolean mapped;

    Run(String template, Object given) {
      this.template = template;
      this.given = given;
      this.values = given instanceof TupleValue tuple ? tuple.items : null;
    }

    String text() {
      while (at < template.length()) {
        int percent = template.indexOf('%', at);
        if (percent < 0) {
          out.append(template, at, template.length());
          break;
        }
        out.append(template, at, percent);
        at = percent + 1;
        conversion();
        fuel.checkCharacters(out.length());
      }
      boolean allUsed = values == null ? used > 0 || isMapping(given) : used == values.size();
      if (!allUsed && !mapped) {
        throw PythonError.type("not all arguments converted during string formatting");
      }
      fuel.newCharacters(out.length());
      return out.toString();
    }

    private void conversion() {
      Object keyed = at < template.length() && template.charAt(at) == '(' ? byKey() : null;
      boolean left = false;
      boolean plus = false;
      boolean space = false;
      boolean alternate = false;
      boolean zero = false;
      for (; at < template.length(); at++) {
        char flag = template.charAt(at);
        if (flag == '-') {
          left = true;
        } else if (flag == '+') {
          plus = true;
        } else if (flag == ' ') {
          space = true;
        } else if (flag == '#') {
          alternate = true;
        } else if (flag == '0') {
          zero = true;
        } else {
          break;
        }
      }
      int width = number("width");
      if (width < 0 && width != Integer.MIN_VALUE) {
        left = true;
        width = -width;
      }
      int precision = Integer.MIN_VALUE;
      if (at < template.length() && template.charAt(at) == '.') {
        at++;
        precision = Math.max(0, number("precision"));
      }
      while (at < template.length() && "hlL".indexOf(template.charAt(at)) >= 0) {
        at++;
      }
      if (at >= template.length()) {
        throw PythonError.value("incomplete format");
      }
      int type = template.codePointAt(at);
      at += Character.charCount(type);
      if (type == '%') {
        out.append('%');
        return;
      }
      Conversion conversion =
          new Conversion(
              left,
              plus,
              space,
              alternate,
              zero,
              Math.max(width, 0),
              precision == Integer.MIN_VALUE ? -1 : precision);
      write((char) type, conversion, keyed);
    }

    private Object byKey() {
      if (!isMapping(given)) {
        throw PythonError.type("format requires a mapping");
      }
      int depth = 1;
      int start = ++at;
      while (at < template.length() && depth > 0) {
        char c = template.charAt(at++);
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
      if (depth > 0) {
        throw PythonError.value("incomplete format key");
      }
      mapped = true;
      String key = template.substring(start, at - 1);
      HashTable.Entry entry = ((DictValue) given).table.find(comparisons.key(key));
      if (entry == null) {
        throw PythonError.key(representation.of(key));
      }
      return Pending.now(entry.value);
    }

    private Object nextValue() {
      if (values == null) {
        if (used++ > 0) {
          throw PythonError.type("not enough arguments for format string");
        }
        return given;
      }
      if (used >= values.size()) {
        throw PythonError.type("not enough arguments for format string");
      }
      return Pending.now(values.get(used++));
    }

    /** A width or precision; {@link Integer#MIN_VALUE} when there is none. */
    private int number(String what) {
      if (at < template.length() && template.charAt(at) == '*') {
        at++;
        Object value = nextValue();
        if (!Numbers.isInteger(value)) {
          throw PythonError.type("* wants int");
        }
        long number = Numbers.clamped(value);
        fuel.checkCharacters(Math.abs(Math.max(number, -Long.MAX_VALUE)));
        return (int) number;
      }
      int start = at;
      long value = 0;
      while (at < template.length() && template.charAt(at) >= '0' && template.charAt(at) <= '9') {
        value = value * 10 + template.charAt(at++) - '0';
        if (value > Integer.MAX_VALUE) {
          throw PythonError.value(what + " too big");
        }
      }
      if (at > start) {
        fuel.checkCharacters(value);
      }
      return at == start ? Integer.MIN_VALUE : (int) value;
    }

    private void write(char type, Conversion conversion, @Nullable Object keyed) {
      if ("sradiuoxXeEfFgGc".indexOf(type) < 0) {
        throw PythonError.value(
            "unsupported format character '%s' (0x%x) at index %d"
                .formatted(type, (int) type, at - 1));
      }
      Object value = keyed == null ? nextValue() : keyed;
      switch (type) {
        case 's' -> text(representation.text(value), conversion);
        case 'r' -> text(representation.of(value), conversion);
        case 'a' -> text(representation.ascii(value), conversion);
        case 'c' -> text(character(value), conversion);
        case 'd', 'i', 'u', 'o', 'x', 'X' -> integer(type, value, conversion);
        default -> real(type, value, conversion);
      }
    }

    private void text(String text, Conversion conversion) {
      boolean cut = conversion.precision() >= 0 && conversion.precision() < CodePoints.length(text);
      pad("", cut ? CodePoints.between(text, 0, conversion.precision()) : text, conversion, false);
    }

    private static String character(Object value) {
      if (value instanceof String text && CodePoints.length(text) == 1) {
        return text;
      }
      if (!Numbers.isInteger(value)) {
        throw PythonError.type("%c requires int or char");
      }
      long point = Numbers.clamped(value);
      if (point < 0 || point > 0x10ffff) {
        throw PythonError.overflow("%c arg not in range(0x110000)");
      }
      return Character.toString((int) point);
    }

    private void integer(char type, Object value, Conversion conversion) {
      Object whole = value;
      if (value instanceof Double real && "diu".indexOf(type) >= 0) {
        whole = Numbers.truncated(real);
      }
      if (!Numbers.isInteger(whole)) {
        throw PythonError.type(
            "diu".indexOf(type) >= 0
                ? "%%%s format: a real number is required, not %s"
                    .formatted(type, Types.nameOf(value))
                : "%%%s format: an integer is required, not %s"
                    .formatted(type, Types.nameOf(value)));
      }
      BigInteger number = Numbers.big(whole);
      String digits =
          switch (type) {
            case 'o' -> number.abs().toString(8);
            case 'x' -> number.abs().toString(16);
            case 'X' -> number.abs().toString(16).toUpperCase(Locale.ROOT);
            default -> Representation.decimal(number.abs());
          };
      String prefix = conversion.alternate() && "oxX".indexOf(type) >= 0 ? "0" + type : "";
      if (conversion.precision() > digits.length()) {
        digits = "0".repeat(conversion.precision() - digits.length()) + digits;
      }
      pad(sign(number.signum() < 0, conversion) + prefix, digits, conversion, true);
    }

    private void real(char type, Object value, Conversion conversion) {
      if (!Numbers.isNumber(value)) {
        throw PythonError.type("must be real number, not " + Types.nameOf(value));
      }
      double number = Numbers.real(value);
      boolean negative = Double.doubleToRawLongBits(number) < 0 && !Double.isNaN(number);
      int precision = conversion.precision() < 0 ? 6 : conversion.precision();
      double magnitude = Math.abs(number);
      String body;
      if (Double.isNaN(number)) {
        body = "nan";
      } else if (Double.isInfinite(number)) {
        body = "inf";
      } else {
        body =
            switch (Character.toLowerCase(type)) {
              case 'e' -> FloatText.exponent(magnitude, precision, conversion.alternate());
              case 'f' -> FloatText.fixed(magnitude, precision, conversion.alternate());
              default -> FloatText.general(magnitude, precision, conversion.alternate(), false);
            };
      }
      if (Character.isUpperCase(type)) {
        body = body.toUpperCase(Locale.ROOT);
      }
      pad(sign(negative, conversion), body, conversion, true);
    }

    private static String sign(boolean negative, Conversion conversion) {
      return negative ? "-" : conversion.plus() ? "+" : conversion.space() ? " " : "";
    }

    private void pad(String head, String body, Conversion conversion, boolean number) {
      int missing = conversion.width() - head.length() - CodePoints.length(body);
      fuel.checkCharacters((long) out.length() + Math.max(missing, 0) + body.length());
      String padding = missing > 0 ? (conversion.zero() && number ? "0" : " ").repeat(missing) : "";
      if (conversion.left()) {
        out.append(head).append(body).append(padding.replace('0', ' '));
      } else if (conversion.zero() && number) {
        out.append(head).append(padding).append(body);
      } else {
        out.append(padding).append(head).append(body);
      }
    }
  }

  private static boolean isMapping(Object value) {
    return value instanceof DictValue || value instanceof ListValue;
  }
}
