package dev.rigel.program.run;

import java.util.Locale;

/**
 * What Python asks of characters, from Unicode's properties. Where Java does not know a property
 * (digits without decimal value, numeric ideographs) the ranges are those of the Unicode character
 * database.
 */
final class Characters {
  /** First and last of the characters that are digits but not decimal ones, as {@code ²}. */
  private static final int[] OTHER_DIGITS = {
    0xb2, 0xb3, 0xb9, 0xb9, 0x1369, 0x1371, 0x19da, 0x19da, 0x2070, 0x2070, 0x2074, 0x2079, 0x2080,
    0x2089, 0x2460, 0x2468, 0x2474, 0x247c, 0x2488, 0x2490, 0x24ea, 0x24ea, 0x24f5, 0x24fd, 0x24ff,
    0x24ff, 0x2776, 0x277e, 0x2780, 0x2788, 0x278a, 0x2792, 0x10a40, 0x10a43, 0x10e60, 0x10e68,
    0x11052, 0x1105a, 0x1f100, 0x1f10a
  };

  /** First and last of the ideographs that stand for numbers. */
  private static final int[] NUMERIC_IDEOGRAPHS = {
    0x3405, 0x3405, 0x3483, 0x3483, 0x382a, 0x382a, 0x3b4d, 0x3b4d, 0x4e00, 0x4e00, 0x4e03, 0x4e03,
    0x4e07, 0x4e07, 0x4e09, 0x4e09, 0x4e5d, 0x4e5d, 0x4e8c, 0x4e8c, 0x4e94, 0x4e94, 0x4e96, 0x4e96,
    0x4ebf, 0x4ec0, 0x4edf, 0x4edf, 0x4ee8, 0x4ee8, 0x4f0d, 0x4f0d, 0x4f70, 0x4f70, 0x5104, 0x5104,
    0x5146, 0x5146, 0x5169, 0x5169, 0x516b, 0x516b, 0x516d, 0x516d, 0x5341, 0x5341, 0x5343, 0x5345,
    0x534c, 0x534c, 0x53c1, 0x53c4, 0x56db, 0x56db, 0x58f1, 0x58f1, 0x58f9, 0x58f9, 0x5e7a, 0x5e7a,
    0x5efe, 0x5eff, 0x5f0c, 0x5f0e, 0x5f10, 0x5f10, 0x62fe, 0x62fe, 0x634c, 0x634c, 0x67d2, 0x67d2,
    0x6f06, 0x6f06, 0x7396, 0x7396, 0x767e, 0x767e, 0x8086, 0x8086, 0x842c, 0x842c, 0x8cae, 0x8cae,
    0x8cb3, 0x8cb3, 0x8d30, 0x8d30, 0x9621, 0x9621, 0x9646, 0x9646, 0x964c, 0x964c, 0x9678, 0x9678,
    0x96f6, 0x96f6, 0xf96b, 0xf96b, 0xf973, 0xf973, 0xf978, 0xf978, 0xf9b2, 0xf9b2, 0xf9d1, 0xf9d1,
    0xf9d3, 0xf9d3, 0xf9fd, 0xf9fd, 0x20001, 0x20001, 0x20064, 0x20064, 0x200e2, 0x200e2, 0x20121,
    0x20121, 0x2092a, 0x2092a, 0x20983, 0x20983, 0x2098c, 0x2098c, 0x2099c, 0x2099c, 0x20aea,
    0x20aea, 0x20afd, 0x20afd, 0x20b19, 0x20b19, 0x22390, 0x22390, 0x22998, 0x22998, 0x23b1b,
    0x23b1b, 0x2626d, 0x2626d, 0x2f890, 0x2f890
  };

  private Characters() {}

  static boolean isDecimal(int point) {
    return Character.getType(point) == Character.DECIMAL_DIGIT_NUMBER;
  }

  static boolean isDigit(int point) {
    return isDecimal(point) || within(point, OTHER_DIGITS);
  }

  static boolean isNumeric(int point) {
    return switch (Character.getType(point)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      case Character.OTHER_LETTER -> within(point, NUMERIC_IDEOGRAPHS);
      default -> false;
    };
  }

  static boolean isAlphanumeric(int point) {
    return Character.isLetter(point) || isNumeric(point);
  }

  static boolean isSpace(int point) {
    return (point >= 0x09 && point <= 0x0d)
        || (point >= 0x1c && point <= 0x20)
        || point == 0x85
        || point == 0xa0
        || point == 0x1680
        || (point >= 0x2000 && point <= 0x200a)
        || point == 0x2028
        || point == 0x2029
        || point == 0x202f
        || point == 0x205f
        || point == 0x3000;
  }

  static boolean isLineBreak(int point) {
    return (point >= 0x0a && point <= 0x0d)
        || (point >= 0x1c && point <= 0x1e)
        || point == 0x85
        || point == 0x2028
        || point == 0x2029;
  }

  static boolean isPrintable(int point) {
    if (point < 0x7f) {
      return point >= 0x20;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  static boolean isCased(int point) {
    return Character.isLowerCase(point)
        || Character.isUpperCase(point)
        || Character.isTitleCase(point);
  }

  /** One character with its full title case: {@code ǆ} gives {@code ǅ}, {@code ß} gives "Ss". */
  static String titled(int point) {
    String upper = Character.toString(point).toUpperCase(Locale.ROOT);
    if (upper.codePointCount(0, upper.length()) <= 1
        || Character.toTitleCase(point) != point
        || Character.isTitleCase(point)) {
      return Character.toString(Character.toTitleCase(point));
    }
    int rest = 0;
    while (rest < upper.length() && !Character.isUpperCase(upper.codePointAt(rest))) {
      rest = upper.offsetByCodePoints(rest, 1);
    }
    rest = Math.min(rest + 1, upper.length());
    String lower = upper.substring(rest).toLowerCase(Locale.ROOT);
    // Of the Greek letters with an iota below, the iota stays below.
    boolean iotaBelow = point >= 0x1f80 && point <= 0x1fff;
    return upper.substring(0, rest) + (iotaBelow ? lower.replace('\u03b9', '\u0345') : lower);
  }

  /** Full case folding, for comparing without case. */
  static String folded(int point) {
    // Cherokee folds to its capitals; the dotless i and the dotted capital keep their nature.
    if ((point >= 0x13a0 && point <= 0x13f5) || point == 0x131) {
      return Character.toString(point);
    }
    if (point >= 0xab70 && point <= 0xabbf) {
      return Character.toString(point - 0xab70 + 0x13a0);
    }
    if (point >= 0x13f8 && point <= 0x13fd) {
      return Character.toString(point - 8);
    }
    StringBuilder folded = new StringBuilder();
    lowered(point).toUpperCase(Locale.ROOT).codePoints().forEach(p -> folded.append(lowered(p)));
    return folded.toString();
  }

  private static String lowered(int point) {
    return Character.toString(point).toLowerCase(Locale.ROOT);
  }

  private static boolean within(int point, int[] ranges) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (point >= ranges[i] && point <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
