package dev.rigel.program.run;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables: the program's own, and inside them those of comprehensions and lambdas. */
final class Scope {
  private final Map<String, Object> variables;
  private final @Nullable Scope outer;

  private Scope(Map<String, Object> variables, @Nullable Scope outer) {
    this.variables = variables;
    this.outer = outer;
  }

  static Scope global() {
    return new Scope(new LinkedHashMap<>(), null);
  }

  Scope inner() {
    return new Scope(new HashMap<>(4), this);
  }

  @Nullable Object get(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Object value = scope.variables.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  void set(String name, Object value) {
    variables.put(name, value);
  }

  Map<String, Object> variables() {
    return variables;
  }
}
