package dev.rigel.program.run;

import dev.rigel.program.run.Signature.Bound;
import dev.rigel.program.syntax.Expression.BinaryOperator;
import dev.rigel.program.syntax.Expression.ComparisonOperator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that are always there; conversions by types are in {@link BuiltinTypes}. */
final class Builtins {
  /** By name, in alphabetical order. */
  static final Map<String, Builtin> FUNCTIONS = new LinkedHashMap<>();

  static {
    add("abs(x, /)", "the distance from zero", (m, a) -> absolute(a.at(0)));
    add("all(iterable, /)", "whether every item is true", (m, a) -> all(m, a.at(0)));
    add("any(iterable, /)", "whether an item is true", (m, a) -> any(m, a.at(0)));
    add("ascii(value, /)", "repr in ASCII", (m, a) -> m.representation().ascii(a.at(0)));
    add("bin(x, /)", "an integer in binary digits", (m, a) -> digits(m, a.at(0), 2, "0b"));
    add("chr(i, /)", "the character of a code point", (m, a) -> character(a.at(0)));
    add(
        "divmod(a, b, /)",
        "floor quotient and remainder",
        (m, a) -> {
          if (!Numbers.isNumber(a.at(0)) || !Numbers.isNumber(a.at(1))) {
            throw Operators.unsupported("divmod()", a.at(0), a.at(1));
          }
          return m.operators().arithmetic().divideWithRemainder(a.at(0), a.at(1));
        });
    add("enumerate(iterable, start=0)", "pairs of count and item", LazyIterators::enumerate);
    add("filter(function, iterable, /)", "the items that pass", LazyIterators::filter);
    add(
        "format(value, spec='', /)",
        "a value by a format spec",
        (m, a) -> m.formatter().format(a.at(0), Convert.text(a.at(1, ""), "format()")));
    add("hex(x, /)", "an integer in hexadecimal digits", (m, a) -> digits(m, a.at(0), 16, "0x"));
    add("isinstance(value, types, /)", "whether a value is of a type", (m, a) -> isInstance(a));
    add("iter(iterable, /)", "an iterator", (m, a) -> m.iteration().iterate(a.at(0)));
    add("len(value, /)", "how many items", (m, a) -> m.sequences().length(a.at(0)));
    add("map(function, *iterables)", "a function's results", LazyIterators::map);
    add("max(*values, key=None, default=…)", "the largest", (m, a) -> extreme(m, a, "max", true));
    add("min(*values, key=None, default=…)", "the smallest", (m, a) -> extreme(m, a, "min", false));
    add("next(iterator, default=…, /)", "the next item", LazyIterators::next);
    add("oct(x, /)", "an integer in octal digits", (m, a) -> digits(m, a.at(0), 8, "0o"));
    add("ord(c, /)", "the code point of a character", (m, a) -> codePoint(a.at(0)));
    add("pow(base, exp, mod=None)", "a power, or a modular one", Builtins::power);
    add("print(*values, sep=' ', end='\\n')", "writes a line to the trace", Builtins::print);
    add("repr(value, /)", "a value as it is written", (m, a) -> m.representation().of(a.at(0)));
    add("reversed(sequence, /)", "the items from the end", LazyIterators::reversed);
    add("round(number, ndigits=None)", "rounded, halves to even", (m, a) -> round(a));
    add(
        "sorted(iterable, /, *, key=None, reverse=False)",
        "a sorted list, stable",
        (m, a) ->
            ListValue.of(
                sorted(
                    m, m.iteration().collect(a.at(0)), a.at(1, NoneValue.NONE), a.at(2, false))));
    add("sum(iterable, /, start=0)", "the sum of the items", Builtins::sum);
    add("zip(*iterables, strict=False)", "tuples of items side by side", LazyIterators::zip);
  }

  private Builtins() {}

  private static void add(String signature, String purpose, Builtin.Body body) {
    Signature parsed = new Signature(signature);
    FUNCTIONS.put(parsed.name(), new Builtin(parsed, purpose, body));
  }

  private static Object absolute(Object value) {
    if (!Numbers.isNumber(value)) {
      throw PythonError.type("bad operand type for abs(): '%s'".formatted(Types.nameOf(value)));
    }
    return Arithmetic.absolute(value);
  }

  private static boolean all(Machine machine, Object iterable) {
    IteratorValue iterator = machine.iteration().iterate(iterable);
    for (Object item = iterator.next(); item != null; item = iterator.next()) {
      if (!machine.comparisons().truth(item)) {
        return false;
      }
    }
    return true;
  }

  private static boolean any(Machine machine, Object iterable) {
    IteratorValue iterator = machine.iteration().iterate(iterable);
    for (Object item = iterator.next(); item != null; item = iterator.next()) {
      if (machine.comparisons().truth(item)) {
        return true;
      }
    }
    return false;
  }

  private static String digits(Machine machine, Object value, int radix, String prefix) {
    BigInteger number = Convert.integer(value);
    machine.fuel().characters(number.bitLength());
    return (number.signum() < 0 ? "-" : "") + prefix + number.abs().toString(radix);
  }

  private static String character(Object value) {
    BigInteger point = Convert.integer(value);
    if (point.signum() < 0 || point.bitLength() > 31 || point.intValue() > 0x10ffff) {
      throw PythonError.value("chr() arg not in range(0x110000)");
    }
    return Character.toString(point.intValue());
  }

  private static long codePoint(Object value) {
    if (!(value instanceof String text)) {
      throw PythonError.type(
          "ord() expected string of length 1, but %s found".formatted(Types.nameOf(value)));
    }
    int length = CodePoints.length(text);
    if (length != 1) {
      throw PythonError.type(
          "ord() expected a character, but string of length %d found".formatted(length));
    }
    return text.codePointAt(0);
  }

  private static boolean isInstance(Bound a) {
    return isInstance(a.at(0), a.at(1));
  }

  private static boolean isInstance(Object value, Object type) {
    return switch (type) {
      case TypeValue wanted -> wanted.holds().test(value);
      case TypeUnion union ->
          union.options().stream()
              .anyMatch(option ->
                  option instanceof NoneValue
                      ? value instanceof NoneValue
                      : isInstance(value, option));
      case TupleValue options -> {
        for (Object option : options.items) {
          if (isInstance(value, Pending.now(option))) {
            yield true;
          }
        }
        yield false;
      }
      default ->
          throw PythonError.type("isinstance() arg 2 must be a type, a tuple of types, or a union");
    };
  }

  private static Object extreme(Machine machine, Bound a, String name, boolean largest) {
    List<Object> values = a.rest();
    if (values.isEmpty()) {
      throw PythonError.type(name + " expected at least 1 argument, got 0");
    }
    boolean single = values.size() == 1;
    if (!single && a.has(1)) {
      throw PythonError.type(
          "Cannot specify a default for %s() with multiple positional arguments".formatted(name));
    }
    @Nullable Callable key = optionalCallable(a.at(0, NoneValue.NONE));
    IteratorValue iterator =
        single
            ? machine.iteration().iterate(values.getFirst())
            : machine.iteration().overItems(values, "tuple_iterator");
    Object best = null;
    Object bestKey = null;
    for (Object item = iterator.next(); item != null; item = iterator.next()) {
      Object itemKey = key == null ? item : key.call(CallArguments.of(item));
      boolean better =
          bestKey == null
              || (largest
                  ? machine.comparisons().ordered(ComparisonOperator.GREATER, itemKey, bestKey)
                  : machine.comparisons().less(itemKey, bestKey));
      if (better) {
        best = item;
        bestKey = itemKey;
      }
    }
    if (best != null) {
      return best;
    }
    if (a.has(1)) {
      return a.raw(1);
    }
    throw PythonError.value(name + "() arg is an empty sequence");
  }

  static @Nullable Callable optionalCallable(Object function) {
    return function == NoneValue.NONE ? null : Convert.callable(function);
  }

  /** A stable sort by key; the items are not changed. */
  static List<Object> sorted(Machine machine, List<Object> items, Object key, Object reverse) {
    Callable function = optionalCallable(key);
    List<Object> keys = items;
    if (function != null) {
      keys = new ArrayList<>(items.size());
      for (Object item : items) {
        keys.add(function.call(CallArguments.of(item)));
      }
    }
    return machine.sequences().sorted(items, keys, machine.comparisons().truth(reverse));
  }

  private static Object power(Machine machine, Bound a) {
    Object modulus = a.at(2, NoneValue.NONE);
    if (modulus == NoneValue.NONE) {
      return machine.operators().binary(BinaryOperator.POWER, a.at(0), a.at(1));
    }
    return machine.operators().arithmetic().modularPower(a.at(0), a.at(1), modulus);
  }

  private static Object print(Machine machine, Bound a) {
    Object separator = a.at(0, NoneValue.NONE);
    Object end = a.at(1, NoneValue.NONE);
    List<String> texts = new ArrayList<>();
    long length = 0;
    for (Object value : a.rest()) {
      String text = machine.representation().text(value);
      length += text.length() + 1L;
      machine.fuel().checkCharacters(length);
      texts.add(text);
    }
    String between = separator == NoneValue.NONE ? " " : printPart("sep", separator);
    machine.fuel().newCharacters(length + (long) between.length() * Math.max(0, texts.size() - 1));
    String line = String.join(between, texts);
    machine.print(line + (end == NoneValue.NONE ? "\n" : printPart("end", end)));
    return NoneValue.NONE;
  }

  private static String printPart(String name, Object value) {
    if (!(value instanceof String text)) {
      throw PythonError.type(
          "%s must be None or a string, not %s".formatted(name, Types.nameOf(value)));
    }
    return text;
  }

  private static Object round(Bound a) {
    Object number = a.at(0);
    Object digits = a.at(1, NoneValue.NONE);
    if (!Numbers.isNumber(number)) {
      throw PythonError.type(
          "type %s doesn't define __round__ method".formatted(Types.nameOf(number)));
    }
    if (digits == NoneValue.NONE) {
      return number instanceof Double real
          ? Numbers.rounded(real)
          : Numbers.normal(Numbers.big(number));
    }
    long places = Convert.place(digits);
    return number instanceof Double real
        ? (Object) Numbers.roundedReal(real, places)
        : Numbers.roundedInteger(number, places);
  }

  private static Object sum(Machine machine, Bound a) {
    Object total = a.at(1, 0L);
    if (total instanceof String) {
      throw PythonError.type("sum() can't sum strings [use ''.join(seq) instead]");
    }
    IteratorValue iterator = machine.iteration().iterate(a.at(0));
    for (Object item = iterator.next(); item != null; item = iterator.next()) {
      total = machine.operators().binary(BinaryOperator.ADD, total, Pending.now(item));
    }
    return total;
  }
}
