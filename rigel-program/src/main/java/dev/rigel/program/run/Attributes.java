package dev.rigel.program.run;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Attributes and methods of values. Names that begin with an underscore do not exist. */
final class Attributes {
  private final Machine machine;

  Attributes(Machine machine) {
    this.machine = machine;
  }

  /** The methods of every builtin type, for the documentation. */
  static Map<String, Method.Table<?>> documented() {
    Map<String, Method.Table<?>> tables = new LinkedHashMap<>();
    tables.put("str", StrMethods.TABLE);
    tables.put("list", ListMethods.TABLE);
    tables.put("dict", DictMethods.TABLE);
    tables.put("set", SetMethods.TABLE);
    tables.put("tuple", ListMethods.TUPLES);
    tables.put("int", NumberMethods.INTEGERS);
    tables.put("float", NumberMethods.REALS);
    tables.put("range", NumberMethods.RANGES);
    return tables;
  }

  static Optional<Method.Table<?>> methodsOf(Object value) {
    return switch (value) {
      case String _ -> Optional.of(StrMethods.TABLE);
      case ListValue _ -> Optional.of(ListMethods.TABLE);
      case DictValue _ -> Optional.of(DictMethods.TABLE);
      case SetValue _ -> Optional.of(SetMethods.TABLE);
      case TupleValue _ -> Optional.of(ListMethods.TUPLES);
      case Double _ -> Optional.of(NumberMethods.REALS);
      case RangeValue _ -> Optional.of(NumberMethods.RANGES);
      case DictView _ -> Optional.of(DictMethods.VIEWS);
      case Object number when Numbers.isInteger(number) -> Optional.of(NumberMethods.INTEGERS);
      default -> Optional.empty();
    };
  }

  /** {@code value.name}; gives a bound method where the name is a method's. */
  Object read(Object value, String name) {
    if (value instanceof ObjectValue object) {
      return machine.plain().toValue(object.attribute(name), machine.fuel());
    }
    if (value instanceof TypeValue type) {
      return type.member(machine, name);
    }
    if (value instanceof DictValue dict && dict.record) {
      HashTable.Entry entry = dict.table.find(name);
      if (entry != null) {
        return entry.value;
      }
    }
    Object field = field(value, name);
    if (field != null) {
      return field;
    }
    if (methodsOf(value).filter(table -> table.has(name)).isPresent()) {
      return new BoundMethod(machine, value, name);
    }
    throw missing(value, name);
  }

  private static @Nullable Object field(Object value, String name) {
    if (Numbers.isInteger(value)) {
      return switch (name) {
        case "real", "numerator" -> Numbers.normal(Numbers.big(value));
        case "imag" -> 0L;
        case "denominator" -> 1L;
        default -> null;
      };
    }
    if (value instanceof Double) {
      return switch (name) {
        case "real" -> value;
        case "imag" -> 0.0;
        default -> null;
      };
    }
    if (value instanceof RangeValue range) {
      BigInteger part =
          switch (name) {
            case "start" -> range.start();
            case "stop" -> range.stop();
            case "step" -> range.step();
            default -> null;
          };
      return part == null ? null : Numbers.normal(part);
    }
    return null;
  }

  /** {@code value.name(arguments)}. */
  Object call(Object value, String name, CallArguments arguments) {
    Optional<Method.Table<?>> methods = methodsOf(value);
    if (methods.isPresent() && methods.get().has(name)) {
      return methods.get().call(machine, value, name, arguments);
    }
    return Convert.callable(read(value, name)).call(arguments);
  }

  static PythonError missing(Object value, String name) {
    return PythonError.attribute(
        value instanceof TypeValue type
            ? "type object '%s' has no attribute '%s'".formatted(type.name(), name)
            : "'%s' object has no attribute '%s'".formatted(Types.nameOf(value), name));
  }

  /** {@code text.upper} without the call. */
  private record BoundMethod(Machine machine, Object receiver, String name) implements Callable {
    @Override
    public Object call(CallArguments arguments) {
      return machine.attributes().call(receiver, name, arguments);
    }

    @Override
    public String typeName() {
      return "builtin_function_or_method";
    }

    @Override
    public String representation() {
      return "<built-in method %s of %s object>".formatted(name, Types.nameOf(receiver));
    }
  }
}
