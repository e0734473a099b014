package dev.rigel.program.run;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The methods of {@code int}, {@code float} and {@code range}. */
final class NumberMethods {
  static final Method.Table<Object> INTEGERS =
      new Method.Table<>(Object.class)
          .add(
              "as_integer_ratio()",
              "the number and 1",
              (m, value, a) -> TupleValue.of(Numbers.normal(Numbers.big(value)), 1L))
          .add(
              "bit_count()",
              "how many bits are set",
              (m, value, a) -> (long) Numbers.big(value).abs().bitCount())
          .add(
              "bit_length()",
              "how many bits the number takes",
              (m, value, a) -> (long) Numbers.big(value).abs().bitLength())
          .add("conjugate()", "the number", (m, value, a) -> Numbers.normal(Numbers.big(value)));

  static final Method.Table<Double> REALS =
      new Method.Table<>(Double.class)
          .add("as_integer_ratio()", "as a fraction", (m, value, a) -> ratio(value))
          .add("conjugate()", "the number", (m, value, a) -> value)
          .add(
              "is_integer()",
              "whether nothing follows the point",
              (m, value, a) -> Double.isFinite(value) && value == Math.rint(value));

  static final Method.Table<RangeValue> RANGES =
      new Method.Table<>(RangeValue.class)
          .add(
              "count(value, /)",
              "1 when the value is in it, else 0",
              (m, range, a) -> {
                long count = 0;
                if (Numbers.isInteger(a.at(0))) {
                  return range.contains(Numbers.big(a.at(0))) ? 1L : 0L;
                }
                IteratorValue iterator = m.iteration().iterate(range);
                for (Object v = iterator.next(); v != null; v = iterator.next()) {
                  count += m.comparisons().same(v, a.at(0)) ? 1 : 0;
                }
                return count;
              })
          .add("index(value, /)", "place of a value", (m, range, a) -> index(m, range, a.at(0)));

  private NumberMethods() {}

  private static TupleValue ratio(double value) {
    if (Double.isNaN(value)) {
      throw PythonError.value("cannot convert NaN to integer ratio");
    }
    if (Double.isInfinite(value)) {
      throw PythonError.overflow("cannot convert Infinity to integer ratio");
    }
    BigDecimal exact = new BigDecimal(value);
    BigInteger denominator = BigInteger.TEN.pow(Math.max(0, exact.scale()));
    BigInteger numerator = exact.multiply(new BigDecimal(denominator)).toBigIntegerExact();
    BigInteger common = numerator.gcd(denominator);
    return TupleValue.of(
        Numbers.normal(numerator.divide(common)), Numbers.normal(denominator.divide(common)));
  }

  private static Object index(Machine machine, RangeValue range, Object value) {
    Object wanted =
        value instanceof Double real && Double.isFinite(real) && real == Math.rint(real)
            ? Numbers.truncated(real)
            : value;
    if (Numbers.isInteger(wanted) && range.contains(Numbers.big(wanted))) {
      return Numbers.normal(Numbers.big(wanted).subtract(range.start()).divide(range.step()));
    }
    throw PythonError.value(
        Numbers.isInteger(value)
            ? machine.representation().of(value) + " is not in range"
            : "sequence.index(x): x not in sequence");
  }
}
