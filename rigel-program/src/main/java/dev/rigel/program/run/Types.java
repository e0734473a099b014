package dev.rigel.program.run;

import java.math.BigInteger;

/** The names of the types of values, as Python's error messages write them. */
final class Types {
  private Types() {}

  static String nameOf(Object value) {
    return switch (value) {
      case NoneValue _ -> "NoneType";
      case Boolean _ -> "bool";
      case Long _ -> "int";
      case BigInteger _ -> "int";
      case Double _ -> "float";
      case String _ -> "str";
      case ListValue _ -> "list";
      case TupleValue _ -> "tuple";
      case DictValue _ -> "dict";
      case SetValue _ -> "set";
      case RangeValue _ -> "range";
      case DictView view -> view.kind().typeName();
      case SliceValue _ -> "slice";
      case IteratorValue iterator -> iterator.typeName();
      case ObjectValue object -> object.type().name();
      case Callable callable -> callable.typeName();
      case Pending pending -> nameOf(pending.await());
      default -> throw new IllegalStateException("not a value: " + value.getClass());
    };
  }
}
