package dev.rigel.program.run;

/**
 * A parsed format spec: {@code [[fill]align][sign][z][#][0][width][grouping][.precision][type]}.
 *
 * @param fill a code point
 * @param align {@code <}, {@code >}, {@code =}, {@code ^}, or 0 when not given
 * @param sign {@code +}, {@code -}, space, or 0
 * @param noNegativeZero the {@code z} option
 * @param width -1 when not given
 * @param grouping {@code ,}, {@code _}, or 0
 * @param precision -1 when not given
 * @param type the presentation type, or 0
 */
record FormatSpec(
    int fill,
    char align,
    char sign,
    boolean noNegativeZero,
    boolean alternate,
    int width,
    char grouping,
    int precision,
    char type) {

  static FormatSpec parse(String spec, String typeName) {
    return new Reader(spec, typeName).read();
  }

  char alignOr(char otherwise) {
    return align == 0 ? otherwise : align;
  }

  /** One pass over the text of a spec. */
  private static final class Reader {
    private final int[] text;
    private final String spec;
    private final String typeName;
    private int at;

    Reader(String spec, String typeName) {
      this.text = spec.codePoints().toArray();
      this.spec = spec;
      this.typeName = typeName;
    }

    FormatSpec read() {
      int fill = ' ';
      char align = 0;
      boolean fillGiven = false;
      if (text.length >= 2 && isAlign(text[1])) {
        fill = text[0];
        align = (char) text[1];
        fillGiven = true;
        at = 2;
      } else if (text.length >= 1 && isAlign(text[0])) {
        align = (char) text[0];
        at = 1;
      }
      char sign = accept('+') ? '+' : accept('-') ? '-' : accept(' ') ? ' ' : 0;
      boolean noNegativeZero = accept('z');
      boolean alternate = accept('#');
      if (!fillGiven && accept('0')) {
        fill = '0';
        if (align == 0 && !typeName.equals("str")) {
          align = '=';
        }
      }
      int width = number();
      char grouping = grouping();
      int precision = -1;
      if (accept('.')) {
        precision = number();
        if (precision < 0) {
          throw PythonError.value("Format specifier missing precision");
        }
      }
      if (text.length - at > 1) {
        throw PythonError.value(
            "Invalid format specifier '%s' for object of type '%s'".formatted(spec, typeName));
      }
      char type = at < text.length ? typeCharacter(text[at]) : 0;
      return new FormatSpec(
          fill, align, sign, noNegativeZero, alternate, width, grouping, precision, type);
    }

    private char typeCharacter(int point) {
      if (point >= 128) {
        throw unknownType(Character.toString(point), typeName);
      }
      return (char) point;
    }

    private char grouping() {
      char grouping = 0;
      if (accept(',')) {
        grouping = ',';
      }
      if (accept('_')) {
        if (grouping != 0) {
          throw PythonError.value("Cannot specify both ',' and '_'.");
        }
        grouping = '_';
      }
      if (at < text.length && text[at] == ',') {
        throw PythonError.value(
            grouping == '_' ? "Cannot specify both ',' and '_'." : "Cannot specify ',' with ','.");
      }
      return grouping;
    }

    private int number() {
      int start = at;
      long value = 0;
      while (at < text.length && Characters.isDecimal(text[at])) {
        value = value * 10 + Character.digit(text[at], 10);
        if (value > Integer.MAX_VALUE) {
          throw PythonError.value("Too many decimal digits in format string");
        }
        at++;
      }
      return at == start ? -1 : (int) value;
    }

    private boolean accept(char wanted) {
      if (at < text.length && text[at] == wanted) {
        at++;
        return true;
      }
      return false;
    }

    private static boolean isAlign(int point) {
      return point == '<' || point == '>' || point == '=' || point == '^';
    }
  }

  static PythonError unknownType(String type, String typeName) {
    return PythonError.value(
        "Unknown format code '%s' for object of type '%s'".formatted(type, typeName));
  }
}
