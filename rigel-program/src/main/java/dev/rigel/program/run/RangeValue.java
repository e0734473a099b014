package dev.rigel.program.run;

import java.math.BigInteger;

/** A Python range: three integers of any size and the length they give. */
record RangeValue(BigInteger start, BigInteger stop, BigInteger step, BigInteger length) {
  static RangeValue of(BigInteger start, BigInteger stop, BigInteger step) {
    if (step.signum() == 0) {
      throw PythonError.value("range() arg 3 must not be zero");
    }
    BigInteger distance = step.signum() > 0 ? stop.subtract(start) : start.subtract(stop);
    BigInteger length =
        distance.signum() <= 0
            ? BigInteger.ZERO
            : distance.subtract(BigInteger.ONE).divide(step.abs()).add(BigInteger.ONE);
    return new RangeValue(start, stop, step, length);
  }

  Object item(BigInteger index) {
    return Numbers.normal(start.add(step.multiply(index)));
  }

  boolean contains(BigInteger value) {
    BigInteger distance = value.subtract(start);
    BigInteger[] quotient = distance.divideAndRemainder(step);
    return quotient[1].signum() == 0
        && quotient[0].signum() >= 0
        && quotient[0].compareTo(length) < 0;
  }

  /** Ranges are equal when they give the same numbers. */
  boolean sameNumbers(RangeValue other) {
    return length.equals(other.length)
        && (length.signum() == 0
            || (start.equals(other.start)
                && (length.equals(BigInteger.ONE) || step.equals(other.step))));
  }
}
