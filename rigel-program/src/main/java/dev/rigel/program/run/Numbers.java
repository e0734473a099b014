package dev.rigel.program.run;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Python's numbers in Java: an {@code int} is a {@link Long} where it fits and a {@link BigInteger}
 * where not, a {@code bool} is an {@code int} too, a {@code float} is a {@link Double}.
 */
final class Numbers {
  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  /** Longs up to this size are exact as doubles. */
  private static final long EXACT_DOUBLE = 1L << 53;

  private Numbers() {}

  static boolean isInteger(Object value) {
    return value instanceof Long || value instanceof BigInteger || value instanceof Boolean;
  }

  static boolean isNumber(Object value) {
    return value instanceof Double || isInteger(value);
  }

  static Object normal(BigInteger value) {
    return value.bitLength() < 64 ? (Object) value.longValue() : value;
  }

  /** The integer's value; only for what {@link #isInteger} accepts. */
  static BigInteger big(Object value) {
    return switch (value) {
      case Long number -> BigInteger.valueOf(number);
      case BigInteger number -> number;
      case Boolean flag -> flag ? BigInteger.ONE : BigInteger.ZERO;
      default -> throw new IllegalArgumentException("not an integer");
    };
  }

  static boolean fitsLong(Object value) {
    return value instanceof Long || value instanceof Boolean;
  }

  static long small(Object value) {
    return switch (value) {
      case Long number -> number;
      case Boolean flag -> flag ? 1 : 0;
      default -> throw new IllegalArgumentException("not a small integer");
    };
  }

  /** The integer, or the nearest {@code long} for one that is larger: for indexes and counts. */
  static long clamped(Object value) {
    if (fitsLong(value)) {
      return small(value);
    }
    return big(value).signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** The number as a float, as arithmetic with a float needs it. */
  static double real(Object value) {
    if (value instanceof Double number) {
      return number;
    }
    if (fitsLong(value)) {
      return (double) small(value);
    }
    double real = big(value).doubleValue();
    if (Double.isInfinite(real)) {
      throw PythonError.overflow("int too large to convert to float");
    }
    return real;
  }

  static boolean equal(Object a, Object b) {
    if (fitsLong(a) && fitsLong(b)) {
      return small(a) == small(b);
    }
    if (a instanceof Double x && b instanceof Double y) {
      return x.doubleValue() == y.doubleValue();
    }
    if ((a instanceof Double x && x.isNaN()) || (b instanceof Double y && y.isNaN())) {
      return false;
    }
    return compare(a, b) == 0;
  }

  /** Exact, also between integers and floats of any size; neither may be NaN. */
  static int compare(Object a, Object b) {
    if (fitsLong(a) && fitsLong(b)) {
      return Long.compare(small(a), small(b));
    }
    if (a instanceof Double x) {
      return b instanceof Double y ? compareReals(x, y) : -compareToReal(b, x);
    }
    if (b instanceof Double y) {
      return compareToReal(a, y);
    }
    return big(a).compareTo(big(b));
  }

  private static int compareReals(double a, double b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  private static int compareToReal(Object integer, double real) {
    if (Double.isInfinite(real)) {
      return real > 0 ? -1 : 1;
    }
    if (fitsLong(integer) && Math.abs(small(integer)) <= EXACT_DOUBLE) {
      return compareReals((double) small(integer), real);
    }
    BigInteger exact = big(integer);
    if (exact.bitLength() > 1100) {
      return exact.signum();
    }
    return new BigDecimal(exact).compareTo(new BigDecimal(real));
  }

  /** The integer part of a finite float, towards zero. */
  static Object truncated(double real) {
    if (Double.isNaN(real)) {
      throw PythonError.value("cannot convert float NaN to integer");
    }
    if (Double.isInfinite(real)) {
      throw PythonError.overflow("cannot convert float infinity to integer");
    }
    if (Math.abs(real) < 9e18) {
      return (long) real;
    }
    return normal(new BigDecimal(real).toBigInteger());
  }

  /** {@code round(real)}: to the nearest integer, halves to even. */
  static Object rounded(double real) {
    if (Double.isNaN(real) || Double.isInfinite(real)) {
      return truncated(real);
    }
    return truncated(Math.rint(real));
  }

  /** {@code round(real, digits)}: halves of the exact decimal value go to even. */
  static double roundedReal(double real, long digits) {
    if (Double.isNaN(real) || Double.isInfinite(real) || real == 0 || digits > 1100) {
      return real;
    }
    if (digits < -310) {
      return Math.copySign(0.0, real);
    }
    double result =
        new BigDecimal(real).setScale((int) digits, RoundingMode.HALF_EVEN).doubleValue();
    if (Double.isInfinite(result)) {
      throw PythonError.overflow("rounded value too large to represent");
    }
    return result == 0 ? Math.copySign(0.0, real) : result;
  }

  /** {@code round(integer, digits)} with negative digits: halves to even. */
  static Object roundedInteger(Object integer, long digits) {
    if (digits >= 0) {
      return normal(big(integer));
    }
    BigInteger value = big(integer);
    // Fewer decimal digits than asked for: the nearest multiple is zero.
    if (-digits > value.bitLength() / 3 + 2) {
      return 0L;
    }
    BigInteger unit = BigInteger.TEN.pow((int) -digits);
    BigDecimal scaled = new BigDecimal(value).divide(new BigDecimal(unit));
    return normal(scaled.setScale(0, RoundingMode.HALF_EVEN).toBigInteger().multiply(unit));
  }

  static boolean inLongRange(BigInteger value) {
    return value.compareTo(MIN_LONG) >= 0 && value.compareTo(MAX_LONG) <= 0;
  }
}
