package dev.rigel.program.run;

import dev.rigel.program.syntax.Expression.BinaryOperator;
import dev.rigel.program.syntax.Expression.UnaryOperator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Unary, binary and augmented operators over all types. Operands are values, not to come. */
final class Operators {
  private final Machine machine;
  private final Arithmetic arithmetic;

  Operators(Machine machine) {
    this.machine = machine;
    this.arithmetic = new Arithmetic(machine.fuel());
  }

  Arithmetic arithmetic() {
    return arithmetic;
  }

  static PythonError unsupported(String operator, Object a, Object b) {
    return PythonError.type(
        "unsupported operand type(s) for %s: '%s' and '%s'"
            .formatted(operator, Types.nameOf(a), Types.nameOf(b)));
  }

  Object unary(UnaryOperator operator, Object value) {
    return switch (operator) {
      case NOT -> !machine.comparisons().truth(value);
      case NEGATE -> {
        requireNumber(operator, value);
        yield arithmetic.negated(value);
      }
      case PLUS -> {
        requireNumber(operator, value);
        yield value instanceof Double ? value : Numbers.normal(Numbers.big(value));
      }
      case INVERT -> {
        if (!Numbers.isInteger(value)) {
          throw badUnary(operator, value);
        }
        yield Arithmetic.inverted(value);
      }
    };
  }

  private static void requireNumber(UnaryOperator operator, Object value) {
    if (!Numbers.isNumber(value)) {
      throw badUnary(operator, value);
    }
  }

  private static PythonError badUnary(UnaryOperator operator, Object value) {
    return PythonError.type(
        "bad operand type for unary %s: '%s'".formatted(operator.text(), Types.nameOf(value)));
  }

  Object binary(BinaryOperator operator, Object a, Object b) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return arithmetic.apply(operator, a, b);
    }
    Object result =
        switch (operator) {
          case ADD -> added(a, b);
          case MULTIPLY -> multiplied(a, b);
          case MODULO -> a instanceof String template ? machine.percent().apply(template, b) : null;
          case AND, OR, XOR, SUBTRACT -> setOperation(operator, a, b);
          case DIVIDE, FLOOR_DIVIDE, POWER, SHIFT_LEFT, SHIFT_RIGHT -> null;
        };
    if (result == null) {
      String text = operator == BinaryOperator.POWER ? "** or pow()" : operator.text();
      throw unsupported(text, a, b);
    }
    return result;
  }

  private @Nullable Object added(Object a, Object b) {
    return switch (a) {
      case String x -> {
        if (!(b instanceof String y)) {
          throw PythonError.type(
              "can only concatenate str (not \"%s\") to str".formatted(Types.nameOf(b)));
        }
        machine.fuel().newCharacters((long) x.length() + y.length());
        yield x + y;
      }
      case ListValue x -> {
        if (!(b instanceof ListValue y)) {
          throw PythonError.type(
              "can only concatenate list (not \"%s\") to list".formatted(Types.nameOf(b)));
        }
        yield ListValue.of(machine.sequences().joined(x.items, y.items));
      }
      case TupleValue x -> {
        if (!(b instanceof TupleValue y)) {
          throw PythonError.type(
              "can only concatenate tuple (not \"%s\") to tuple".formatted(Types.nameOf(b)));
        }
        yield TupleValue.of(machine.sequences().joined(x.items, y.items));
      }
      default -> null;
    };
  }

  private @Nullable Object multiplied(Object a, Object b) {
    if (isSequence(a)) {
      if (Numbers.isInteger(b)) {
        return repeated(a, b);
      }
      throw PythonError.type(
          "can't multiply sequence by non-int of type '%s'".formatted(Types.nameOf(b)));
    }
    if (isSequence(b)) {
      if (Numbers.isInteger(a)) {
        return repeated(b, a);
      }
      throw PythonError.type(
          "can't multiply sequence by non-int of type '%s'".formatted(Types.nameOf(a)));
    }
    return null;
  }

  private static boolean isSequence(Object value) {
    return value instanceof String || value instanceof ListValue || value instanceof TupleValue;
  }

  private Object repeated(Object sequence, Object count) {
    return switch (sequence) {
      case String text -> machine.sequences().repeated(text, count);
      case ListValue list -> ListValue.of(machine.sequences().repeated(list.items, count));
      case TupleValue tuple -> TupleValue.of(machine.sequences().repeated(tuple.items, count));
      default -> throw new IllegalStateException("not a sequence");
    };
  }

  private @Nullable Object setOperation(BinaryOperator operator, Object a, Object b) {
    if (a instanceof DictValue x && b instanceof DictValue y) {
      return operator == BinaryOperator.OR ? merged(x, y) : null;
    }
    if (operator == BinaryOperator.OR && isTypeOption(a) && isTypeOption(b)) {
      return TypeUnion.of(a, b);
    }
    HashTable x = machine.comparisons().setTable(a);
    if (x == null) {
      return null;
    }
    HashTable y = machine.comparisons().setTable(b);
    if (y == null) {
      // Dict views combine with any iterable, sets only with sets.
      if (a instanceof SetValue || !Iteration.isIterable(b)) {
        return null;
      }
      y = machine.sets().of(b).table;
    }
    return switch (operator) {
      case AND -> machine.sets().intersection(x, y);
      case OR -> machine.sets().union(x, y);
      case XOR -> machine.sets().symmetricDifference(x, y);
      case SUBTRACT -> machine.sets().difference(x, y);
      default -> null;
    };
  }

  private static boolean isTypeOption(Object value) {
    return value instanceof TypeValue || value instanceof TypeUnion || value == NoneValue.NONE;
  }

  private DictValue merged(DictValue a, DictValue b) {
    DictValue result = new DictValue();
    machine.fuel().newItems((long) a.table.size() + b.table.size());
    a.table.entries().forEach(e -> result.table.put(e.canonical, e.key, e.value));
    b.table.entries().forEach(e -> result.table.put(e.canonical, e.key, e.value));
    return result;
  }

  /** {@code a op= b}: lists, dicts and sets change in place. */
  Object augmented(BinaryOperator operator, Object a, Object b) {
    if (a instanceof ListValue list) {
      if (operator == BinaryOperator.ADD) {
        List<Object> more = machine.iteration().collect(b);
        machine.fuel().checkItems((long) list.items.size() + more.size());
        list.items.addAll(more);
        return list;
      }
      if (operator == BinaryOperator.MULTIPLY && Numbers.isInteger(b)) {
        List<Object> repeated = machine.sequences().repeated(List.copyOf(list.items), b);
        list.items.clear();
        list.items.addAll(repeated);
        return list;
      }
    }
    if (a instanceof DictValue dict && operator == BinaryOperator.OR) {
      machine.dicts().update(dict, b);
      return dict;
    }
    if (a instanceof SetValue set && b instanceof SetValue other) {
      switch (operator) {
        case OR -> {
          return machine.sets().replace(set, machine.sets().union(set.table, other.table));
        }
        case AND -> {
          return machine.sets().replace(set, machine.sets().intersection(set.table, other.table));
        }
        case SUBTRACT -> {
          return machine.sets().replace(set, machine.sets().difference(set.table, other.table));
        }
        case XOR -> {
          return machine
              .sets()
              .replace(set, machine.sets().symmetricDifference(set.table, other.table));
        }
        default -> {}
      }
    }
    return binary(operator, a, b);
  }
}
