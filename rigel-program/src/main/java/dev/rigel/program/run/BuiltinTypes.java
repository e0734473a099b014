package dev.rigel.program.run;

import dev.rigel.program.Library;
import dev.rigel.program.ObjectType;
import dev.rigel.program.run.Signature.Bound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The types that programs name: to convert values and to ask about them. */
final class BuiltinTypes {
  /** How each type is called, by name, in alphabetical order. */
  static final Map<String, Builtin> CONSTRUCTORS = new LinkedHashMap<>();

  static {
    add(
        "bool(x=False, /)",
        "whether a value is true",
        (m, a) -> m.comparisons().truth(a.at(0, false)));
    add("dict(other=(), /, **kwargs)", "a dict of pairs, a dict or keywords", BuiltinTypes::dict);
    add(
        "float(x=0.0, /)",
        "a number or text as a float",
        (m, a) -> NumberText.real(m, a.at(0, 0.0)));
    add("int(x=0, /, base=10)", "a number or text as an integer", BuiltinTypes::integer);
    add(
        "list(iterable=(), /)",
        "a new list",
        (m, a) -> new ListValue(m.iteration().collect(a.at(0, TupleValue.EMPTY))));
    add("range(start, stop=None, step=1, /)", "whole numbers, not the stop", BuiltinTypes::range);
    add("set(iterable=(), /)", "a new set", (m, a) -> m.sets().of(a.at(0, TupleValue.EMPTY)));
    add("str(object='')", "a value as text", (m, a) -> m.representation().text(a.at(0, "")));
    add(
        "tuple(iterable=(), /)",
        "a tuple",
        (m, a) ->
            a.at(0, TupleValue.EMPTY) instanceof TupleValue same
                ? same
                : TupleValue.of(m.iteration().collect(a.at(0))));
  }

  private BuiltinTypes() {}

  private static void add(String signature, String purpose, Builtin.Body body) {
    Signature parsed = new Signature(signature);
    CONSTRUCTORS.put(parsed.name(), new Builtin(parsed, purpose, body));
  }

  /** The types of one run by name, the tools' own included. */
  static Map<String, TypeValue> of(Machine machine, Library library) {
    Map<String, TypeValue> types = new LinkedHashMap<>();
    CONSTRUCTORS.forEach((name, builtin) ->
        types.put(
            name, new TypeValue(name, instances(name), builtin.bind(machine), methods(name))));
    for (ObjectType<?> type : library.types()) {
      Predicate<Object> holds =
          value ->
              value instanceof ObjectValue object && type.javaType().isInstance(object.value());
      types.put(type.name(), new TypeValue(type.name(), holds, null, null));
    }
    return types;
  }

  private static Method.@Nullable Table<?> methods(String name) {
    return Attributes.documented().get(name);
  }

  private static Predicate<Object> instances(String name) {
    return switch (name) {
      case "bool" -> Boolean.class::isInstance;
      case "dict" -> DictValue.class::isInstance;
      case "float" -> Double.class::isInstance;
      case "int" -> Numbers::isInteger;
      case "list" -> ListValue.class::isInstance;
      case "range" -> RangeValue.class::isInstance;
      case "set" -> SetValue.class::isInstance;
      case "str" -> String.class::isInstance;
      case "tuple" -> TupleValue.class::isInstance;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Object dict(Machine machine, Bound a) {
    DictValue dict = new DictValue();
    if (a.has(0)) {
      machine.dicts().update(dict, a.at(0));
    }
    a.named().forEach((key, value) -> machine.sequences().putInto(dict, key, value));
    return dict;
  }

  private static Object integer(Machine machine, Bound a) {
    Object value = a.at(0, 0L);
    if (a.has(1)) {
      if (!(value instanceof String text)) {
        throw PythonError.type("int() can't convert non-string with explicit base");
      }
      return NumberText.integer(machine, text, Convert.place(a.at(1)));
    }
    return switch (value) {
      case String text -> NumberText.integer(machine, text, 10);
      case Double real -> Numbers.truncated(real);
      case Object number when Numbers.isInteger(number) -> Numbers.normal(Numbers.big(number));
      default ->
          throw PythonError.type(
              "int() argument must be a string, a bytes-like object or a real number, not '%s'"
                  .formatted(Types.nameOf(value)));
    };
  }

  private static Object range(Machine machine, Bound a) {
    List<Object> given =
        a.has(1) ? List.of(a.at(0), a.at(1), a.at(2, 1L)) : List.of(0L, a.at(0), 1L);
    return RangeValue.of(
        Convert.integer(given.get(0)),
        Convert.integer(given.get(1)),
        Convert.integer(given.get(2)));
  }
}
