package dev.rigel.program.run;

import dev.rigel.program.syntax.Expression.BinaryOperator;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The arithmetic of Python's numbers: exact integers of bounded size, IEEE floats. */
final class Arithmetic {
  private static final BigInteger MINUS_ONE = BigInteger.ONE.negate();

  private final Fuel fuel;

  Arithmetic(Fuel fuel) {
    this.fuel = fuel;
  }

  /** Both operands are numbers. */
  Object apply(BinaryOperator operator, Object a, Object b) {
    if (operator == BinaryOperator.POWER) {
      return power(a, b);
    }
    if (a instanceof Double || b instanceof Double) {
      return reals(operator, a, b);
    }
    if (operator == BinaryOperator.DIVIDE) {
      return quotient(a, b);
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      switch (operator) {
        case AND -> {
          return x && y;
        }
        case OR -> {
          return x || y;
        }
        case XOR -> {
          return x ^ y;
        }
        default -> {}
      }
    }
    return Numbers.fitsLong(a) && Numbers.fitsLong(b)
        ? smallIntegers(operator, Numbers.small(a), Numbers.small(b))
        : largeIntegers(operator, Numbers.big(a), Numbers.big(b));
  }

  private Object smallIntegers(BinaryOperator operator, long a, long b) {
    return switch (operator) {
      case ADD -> {
        long sum = a + b;
        yield ((a ^ sum) & (b ^ sum)) < 0 ? large(operator, a, b) : (Object) sum;
      }
      case SUBTRACT -> {
        long difference = a - b;
        yield ((a ^ b) & (a ^ difference)) < 0 ? large(operator, a, b) : (Object) difference;
      }
      case MULTIPLY -> {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        yield (high == 0 && low >= 0) || (high == -1 && low < 0)
            ? (Object) low
            : large(operator, a, b);
      }
      case FLOOR_DIVIDE -> {
        if (b == 0) {
          throw PythonError.zeroDivision("integer division or modulo by zero");
        }
        yield b == -1 ? large(operator, a, b) : (Object) Math.floorDiv(a, b);
      }
      case MODULO -> {
        if (b == 0) {
          throw PythonError.zeroDivision("integer modulo by zero");
        }
        yield Math.floorMod(a, b);
      }
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case SHIFT_LEFT, SHIFT_RIGHT, DIVIDE, POWER -> large(operator, a, b);
    };
  }

  private Object large(BinaryOperator operator, long a, long b) {
    return largeIntegers(operator, BigInteger.valueOf(a), BigInteger.valueOf(b));
  }

  private Object largeIntegers(BinaryOperator operator, BigInteger a, BigInteger b) {
    return switch (operator) {
      case ADD -> bounded(a.add(b));
      case SUBTRACT -> bounded(a.subtract(b));
      case MULTIPLY -> {
        fuel.checkBits((long) a.bitLength() + b.bitLength());
        fuel.product(a.bitLength(), b.bitLength());
        yield Numbers.normal(a.multiply(b));
      }
      case FLOOR_DIVIDE -> Numbers.normal(floorDivide(a, b, "integer division or modulo by zero"));
      case MODULO -> Numbers.normal(modulo(a, b));
      case AND -> Numbers.normal(a.and(b));
      case OR -> Numbers.normal(a.or(b));
      case XOR -> Numbers.normal(a.xor(b));
      case SHIFT_LEFT -> shiftLeft(a, b);
      case SHIFT_RIGHT -> shiftRight(a, b);
      case DIVIDE, POWER -> throw new IllegalStateException("handled before");
    };
  }

  private Object bounded(BigInteger value) {
    fuel.checkBits(value.bitLength());
    fuel.characters(value.bitLength() / 64);
    return Numbers.normal(value);
  }

  private BigInteger floorDivide(BigInteger a, BigInteger b, String message) {
    if (b.signum() == 0) {
      throw PythonError.zeroDivision(message);
    }
    fuel.product(a.bitLength(), b.bitLength());
    BigInteger[] result = a.divideAndRemainder(b);
    return result[1].signum() != 0 && result[1].signum() != b.signum()
        ? result[0].subtract(BigInteger.ONE)
        : result[0];
  }

  private BigInteger modulo(BigInteger a, BigInteger b) {
    if (b.signum() == 0) {
      throw PythonError.zeroDivision("integer modulo by zero");
    }
    fuel.product(a.bitLength(), b.bitLength());
    BigInteger remainder = a.remainder(b);
    return remainder.signum() != 0 && remainder.signum() != b.signum()
        ? remainder.add(b)
        : remainder;
  }

  private Object shiftLeft(BigInteger a, BigInteger b) {
    if (b.signum() < 0) {
      throw PythonError.value("negative shift count");
    }
    if (a.signum() == 0) {
      return 0L;
    }
    fuel.checkBits(b.bitLength() > 40 ? Long.MAX_VALUE : a.bitLength() + b.longValue());
    return bounded(a.shiftLeft(b.intValue()));
  }

  private static Object shiftRight(BigInteger a, BigInteger b) {
    if (b.signum() < 0) {
      throw PythonError.value("negative shift count");
    }
    if (b.bitLength() > 31) {
      return a.signum() < 0 ? -1L : 0L;
    }
    return Numbers.normal(a.shiftRight(b.intValue()));
  }

  /** True division of integers, correctly rounded. */
  private Object quotient(Object left, Object right) {
    BigInteger a = Numbers.big(left);
    BigInteger b = Numbers.big(right);
    if (b.signum() == 0) {
      throw PythonError.zeroDivision("division by zero");
    }
    if (a.bitLength() <= 53 && b.bitLength() <= 53) {
      return a.doubleValue() / b.doubleValue();
    }
    if (a.signum() == 0) {
      return 0.0;
    }
    fuel.product(a.bitLength(), b.bitLength());
    // At least 66 bits of quotient; the lowest bit is set when anything was cut off.
    int shift = 66 - (a.bitLength() - b.bitLength());
    if (shift < -1024) {
      throw PythonError.overflow("integer division result too large for a float");
    }
    if (shift > 1300) {
      return a.signum() == b.signum() ? 0.0 : -0.0;
    }
    BigInteger dividend = shift > 0 ? a.abs().shiftLeft(shift) : a.abs();
    BigInteger divisor = shift < 0 ? b.abs().shiftLeft(-shift) : b.abs();
    BigInteger[] result = dividend.divideAndRemainder(divisor);
    BigInteger sticky = result[1].signum() != 0 ? result[0].setBit(0) : result[0];
    BigDecimal exact =
        shift > 0
            ? new BigDecimal(sticky).divide(new BigDecimal(BigInteger.ONE.shiftLeft(shift)))
            : new BigDecimal(sticky.shiftLeft(-shift));
    double magnitude = exact.doubleValue();
    if (Double.isInfinite(magnitude)) {
      throw PythonError.overflow("integer division result too large for a float");
    }
    return a.signum() == b.signum() ? magnitude : -magnitude;
  }

  private Object reals(BinaryOperator operator, Object left, Object right) {
    double a = Numbers.real(left);
    double b = Numbers.real(right);
    return switch (operator) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> {
        if (b == 0) {
          throw PythonError.zeroDivision("float division by zero");
        }
        yield a / b;
      }
      case FLOOR_DIVIDE -> floorAndModulo(a, b, "float floor division by zero")[0];
      case MODULO -> floorAndModulo(a, b, "float modulo")[1];
      case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT ->
          throw Operators.unsupported(operator.text(), left, right);
      case POWER -> throw new IllegalStateException("handled before");
    };
  }

  /** Floor quotient and modulo as CPython computes them from C's {@code fmod}. */
  private static double[] floorAndModulo(double a, double b, String message) {
    if (b == 0) {
      throw PythonError.zeroDivision(message);
    }
    double modulo = a % b;
    double division = (a - modulo) / b;
    if (modulo != 0) {
      if ((b < 0) != (modulo < 0)) {
        modulo += b;
        division -= 1.0;
      }
    } else {
      modulo = Math.copySign(0.0, b);
    }
    double floor;
    if (division != 0) {
      floor = Math.floor(division);
      if (division - floor > 0.5) {
        floor += 1.0;
      }
    } else {
      floor = Math.copySign(0.0, a / b);
    }
    return new double[] {floor, modulo};
  }

  TupleValue divideWithRemainder(Object a, Object b) {
    if (a instanceof Double || b instanceof Double) {
      double[] result = floorAndModulo(Numbers.real(a), Numbers.real(b), "float divmod()");
      return TupleValue.of(result[0], result[1]);
    }
    BigInteger x = Numbers.big(a);
    BigInteger y = Numbers.big(b);
    return TupleValue.of(
        Numbers.normal(floorDivide(x, y, "integer division or modulo by zero")),
        Numbers.normal(modulo(x, y)));
  }

  private Object power(Object base, Object exponent) {
    if (base instanceof Double || exponent instanceof Double) {
      return realPower(Numbers.real(base), Numbers.real(exponent));
    }
    BigInteger a = Numbers.big(base);
    BigInteger b = Numbers.big(exponent);
    if (b.signum() < 0) {
      return realPower(Numbers.real(base), Numbers.real(exponent));
    }
    if (a.abs().bitLength() <= 1) {
      return smallPower(a, b);
    }
    if (b.bitLength() > 31) {
      fuel.checkBits(Long.MAX_VALUE);
    }
    // x ** n has at most n times the bits of x, and at least n times one less.
    long bits = (a.abs().bitLength() - 1L) * b.longValue();
    fuel.checkBits(bits);
    fuel.product(bits, bits);
    return bounded(a.pow(b.intValue()));
  }

  /** Powers of -1, 0 and 1 have no size. */
  private static Object smallPower(BigInteger a, BigInteger b) {
    if (b.signum() == 0) {
      return 1L;
    }
    return a.signum() < 0 && !b.testBit(0) ? (Object) 1L : (Object) a.longValue();
  }

  private static Object realPower(double a, double b) {
    if (a == 0 && b < 0) {
      throw PythonError.zeroDivision("0.0 cannot be raised to a negative power");
    }
    if (a == 1.0 || b == 0) {
      return 1.0;
    }
    if (a == -1.0 && Double.isInfinite(b)) {
      return 1.0;
    }
    if (a < 0 && !Double.isInfinite(a) && !Double.isInfinite(b) && b != Math.floor(b)) {
      throw PythonError.value("a negative number has no real power of a fraction");
    }
    double result = Math.pow(a, b);
    if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
      throw PythonError.overflow("(34, 'Numerical result out of range')");
    }
    return result;
  }

  /** {@code pow(base, exponent, modulus)}. */
  Object modularPower(Object base, Object exponent, Object modulus) {
    if (!Numbers.isInteger(base) || !Numbers.isInteger(exponent) || !Numbers.isInteger(modulus)) {
      throw PythonError.type("pow() 3rd argument not allowed unless all arguments are integers");
    }
    BigInteger m = Numbers.big(modulus);
    BigInteger e = Numbers.big(exponent);
    if (m.signum() == 0) {
      throw PythonError.value("pow() 3rd argument cannot be 0");
    }
    long words = m.bitLength() / 64 + 1L;
    fuel.units(e.bitLength() * words * words / 16);
    BigInteger size = m.abs();
    BigInteger result;
    try {
      result = Numbers.big(base).modPow(e, size);
    } catch (ArithmeticException notInvertible) {
      throw PythonError.value("base is not invertible for the given modulus");
    }
    return Numbers.normal(m.signum() < 0 && result.signum() > 0 ? result.add(m) : result);
  }

  Object negated(Object value) {
    if (value instanceof Double real) {
      return -real;
    }
    if (Numbers.fitsLong(value) && Numbers.small(value) != Long.MIN_VALUE) {
      return -Numbers.small(value);
    }
    return Numbers.normal(Numbers.big(value).negate());
  }

  static Object absolute(Object value) {
    return value instanceof Double real
        ? (Object) Math.abs(real)
        : Numbers.normal(Numbers.big(value).abs());
  }

  static Object inverted(Object integer) {
    return Numbers.normal(MINUS_ONE.subtract(Numbers.big(integer)));
  }
}
