package dev.rigel.program.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floats as text, as CPython writes them: the shortest text that reads back the same, or exact
 * decimal digits rounded half to even. Everything here is for finite values without sign.
 */
final class FloatText {
  /** No double has more decimal digits than this, before or after the point. */
  private static final int ALL_DIGITS = 1100;

  private FloatText() {}

  /** What {@code repr} shows, sign, {@code inf} and {@code nan} included. */
  static String representation(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    return (negative ? "-" : "") + shortest(Math.abs(value), false);
  }

  /** The shortest text that reads back as the same float, with a point or an exponent. */
  static String shortest(double magnitude, boolean keepPoint) {
    if (magnitude == 0) {
      return "0.0";
    }
    BigDecimal decimal = shortestDecimal(magnitude);
    String digits = decimal.unscaledValue().toString();
    int point = digits.length() - decimal.scale();
    if (point > 16 || point <= -4) {
      return scientific(digits, point - 1, keepPoint);
    }
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    if (point >= digits.length()) {
      return digits + "0".repeat(point - digits.length()) + ".0";
    }
    return digits.substring(0, point) + "." + digits.substring(point);
  }

  private static BigDecimal shortestDecimal(double magnitude) {
    BigDecimal decimal = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
    if (decimal.precision() == 2) {
      // Java never goes below two digits (4.9E-324); Python does (5e-324).
      BigDecimal one = decimal.round(new MathContext(1, RoundingMode.HALF_EVEN));
      if (one.doubleValue() == magnitude) {
        return one.stripTrailingZeros();
      }
    }
    return decimal;
  }

  /** As {@code %.3f}; {@code keepPoint} is the alternate form. */
  static String fixed(double magnitude, int precision, boolean keepPoint) {
    int scale = Math.min(precision, ALL_DIGITS);
    String text = new BigDecimal(magnitude).setScale(scale, RoundingMode.HALF_EVEN).toPlainString();
    text += "0".repeat(precision - scale);
    return keepPoint && precision == 0 ? text + "." : text;
  }

  /** As {@code %.3e}. */
  static String exponent(double magnitude, int precision, boolean keepPoint) {
    int kept = Math.min(precision, ALL_DIGITS);
    String digits;
    int exponent;
    if (magnitude == 0) {
      digits = "0".repeat(kept + 1);
      exponent = 0;
    } else {
      BigDecimal decimal = rounded(magnitude, kept + 1);
      digits = decimal.unscaledValue().toString();
      exponent = digits.length() - 1 - decimal.scale();
      digits += "0".repeat(Math.max(0, kept + 1 - digits.length()));
    }
    return scientific(digits + "0".repeat(precision - kept), exponent, keepPoint);
  }

  /**
   * As {@code %.3g}.
   *
   * @param alternate keeps trailing zeros and the point
   * @param pointZero for a format without type: one digit after the point at least
   */
  static String general(double magnitude, int precision, boolean alternate, boolean pointZero) {
    int significant = Math.max(1, precision);
    int kept = Math.min(significant, ALL_DIGITS);
    String digits;
    int point;
    if (magnitude == 0) {
      digits = "0".repeat(kept);
      point = 1;
    } else {
      BigDecimal decimal = rounded(magnitude, kept);
      digits = decimal.unscaledValue().toString();
      point = digits.length() - decimal.scale();
      digits += "0".repeat(Math.max(0, kept - digits.length()));
    }
    digits = alternate ? digits + "0".repeat(significant - kept) : withoutTrailingZeros(digits);
    if (point <= -4 || point > significant - (pointZero ? 1 : 0)) {
      return scientific(digits, point - 1, alternate);
    }
    return plain(digits, point, alternate, pointZero);
  }

  private static String plain(String digits, int point, boolean alternate, boolean pointZero) {
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    if (point >= digits.length()) {
      String whole = digits + "0".repeat(point - digits.length());
      return pointZero ? whole + ".0" : alternate ? whole + "." : whole;
    }
    return digits.substring(0, point) + "." + digits.substring(point);
  }

  private static BigDecimal rounded(double magnitude, int significant) {
    return new BigDecimal(magnitude).round(new MathContext(significant, RoundingMode.HALF_EVEN));
  }

  private static String withoutTrailingZeros(String digits) {
    int end = digits.length();
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }

  private static String scientific(String digits, int exponent, boolean keepPoint) {
    String mantissa =
        digits.length() > 1
            ? digits.charAt(0) + "." + digits.substring(1)
            : keepPoint ? digits + "." : digits;
    String size = Integer.toString(Math.abs(exponent));
    return mantissa + "e" + (exponent < 0 ? "-" : "+") + (size.length() < 2 ? "0" + size : size);
  }
}
