package dev.rigel.program.run;

import java.math.BigInteger;

/** Arguments as the Java types that builtins work with, with CPython's messages where not. */
final class Convert {
  private static final String NOT_AN_INTEGER = "'%s' object cannot be interpreted as an integer";

  private Convert() {}

  static BigInteger integer(Object value) {
    if (!Numbers.isInteger(value)) {
      throw PythonError.type(NOT_AN_INTEGER.formatted(Types.nameOf(value)));
    }
    return Numbers.big(value);
  }

  /** A count or place: integers beyond {@code long} are pinned to its ends. */
  static long place(Object value) {
    if (!Numbers.isInteger(value)) {
      throw PythonError.type(NOT_AN_INTEGER.formatted(Types.nameOf(value)));
    }
    return Numbers.clamped(value);
  }

  /** A slice bound as methods take it: an integer or {@code None}. */
  static long bound(Object value, long otherwise) {
    if (value == NoneValue.NONE) {
      return otherwise;
    }
    if (!Numbers.isInteger(value)) {
      throw PythonError.type("slice indices must be integers or None or have an __index__ method");
    }
    return Numbers.clamped(value);
  }

  static String text(Object value, String function) {
    if (!(value instanceof String text)) {
      throw PythonError.type(
          "%s argument must be str, not %s".formatted(function, Types.nameOf(value)));
    }
    return text;
  }

  static Callable callable(Object value) {
    if (!(Pending.now(value) instanceof Callable callable)) {
      throw PythonError.type("'%s' object is not callable".formatted(Types.nameOf(value)));
    }
    return callable;
  }
}
