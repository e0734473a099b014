package dev.rigel.program.run;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A method of a builtin type: how it is called, what it is for, what it does. */
record Method<T>(Signature signature, String purpose, Body<T> body) {
  /** The work of a method on a receiver of its type. */
  @FunctionalInterface
  interface Body<T> {
    Object call(Machine machine, T receiver, Signature.Bound arguments);
  }

  /** The methods of one type, by name, in the order of declaration. */
  static final class Table<T> {
    private final Class<T> receiver;
    private final Map<String, Method<T>> methods = new LinkedHashMap<>();

    Table(Class<T> receiver) {
      this.receiver = receiver;
    }

    Table<T> add(String signature, String purpose, Body<T> body) {
      Signature parsed = new Signature(signature);
      methods.put(parsed.name(), new Method<>(parsed, purpose, body));
      return this;
    }

    boolean has(String name) {
      return methods.containsKey(name);
    }

    Collection<Method<T>> all() {
      return methods.values();
    }

    Object call(Machine machine, Object value, String name, CallArguments arguments) {
      Method<T> method = methods.get(name);
      if (method == null) {
        throw PythonError.attribute(
            "'%s' object has no attribute '%s'".formatted(Types.nameOf(value), name));
      }
      return method.body.call(machine, receiver.cast(value), method.signature.bind(arguments));
    }
  }
}
