package dev.rigel.program.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a builtin or method, declared as Python writes them: {@code sorted(iterable, /,
 * *, key=None, reverse=False)}. The same text binds calls and stands in the documentation.
 */
final class Signature {
  private record Declared(String name, boolean required, boolean positional, boolean nameable) {}

  private final String text;
  private final String name;
  private final List<Declared> declared = new ArrayList<>();
  private boolean takesRest;
  private boolean takesNamed;

  Signature(String text) {
    this.text = text;
    int open = text.indexOf('(');
    this.name = text.substring(0, open);
    parse(text.substring(open + 1, text.length() - 1));
  }

  private void parse(String parameters) {
    boolean positional = true;
    for (String part : parameters.isEmpty() ? new String[0] : parameters.split(", ", -1)) {
      if (part.equals("/")) {
        declared.replaceAll(p -> new Declared(p.name, p.required, p.positional, false));
      } else if (part.equals("*")) {
        positional = false;
      } else if (part.startsWith("**")) {
        takesNamed = true;
      } else if (part.startsWith("*")) {
        takesRest = true;
        positional = false;
      } else {
        int equals = part.indexOf('=');
        String parameter = equals < 0 ? part : part.substring(0, equals);
        declared.add(new Declared(parameter, equals < 0, positional, true));
      }
    }
  }

  String text() {
    return text;
  }

  String name() {
    return name;
  }

  /** The arguments by place of their parameter; those not given are {@code null}. */
  Bound bind(CallArguments call) {
    @Nullable Object[] values = new @Nullable Object[declared.size()];
    int given = call.positional().size();
    int positionalCount = (int) declared.stream().filter(Declared::positional).count();
    if (given > positionalCount && !takesRest) {
      throw PythonError.type(
          "%s() takes at most %d %s (%d given)"
              .formatted(name, positionalCount, plural(positionalCount), given));
    }
    for (int i = 0; i < Math.min(given, positionalCount); i++) {
      values[i] = call.positional().get(i);
    }
    Map<String, Object> others = new HashMap<>();
    call.named().forEach((key, value) -> bindNamed(values, others, key, value));
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && declared.get(i).required()) {
        throw PythonError.type(
            "%s() missing required argument '%s' (pos %d)"
                .formatted(name, declared.get(i).name(), i + 1));
      }
    }
    List<Object> rest =
        given > positionalCount ? call.positional().subList(positionalCount, given) : List.of();
    return new Bound(values, rest, takesNamed ? call.named() : Map.of());
  }

  private void bindNamed(
      @Nullable Object[] values, Map<String, Object> others, String key, Object value) {
    for (int i = 0; i < values.length; i++) {
      Declared parameter = declared.get(i);
      if (parameter.nameable() && parameter.name().equals(key)) {
        if (values[i] != null) {
          throw PythonError.type("%s() got multiple values for argument '%s'".formatted(name, key));
        }
        values[i] = value;
        return;
      }
    }
    if (!takesNamed) {
      throw PythonError.type("'%s' is an invalid keyword argument for %s()".formatted(key, name));
    }
    others.put(key, value);
  }

  private static String plural(int count) {
    return count == 1 ? "argument" : "arguments";
  }

  /** The arguments of one call by place. {@link #at} waits for results to come. */
  static final class Bound {
    private final @Nullable Object[] values;
    private final List<Object> rest;
    private final Map<String, Object> named;

    private Bound(@Nullable Object[] values, List<Object> rest, Map<String, Object> named) {
      this.values = values;
      this.rest = rest;
      this.named = named;
    }

    boolean has(int place) {
      return values[place] != null;
    }

    /** A required argument, or one known to be there. */
    Object at(int place) {
      return Pending.now(raw(place));
    }

    Object at(int place, Object otherwise) {
      Object value = values[place];
      return value == null ? otherwise : Pending.now(value);
    }

    /** The argument as given, without waiting for it. */
    Object raw(int place) {
      Object value = values[place];
      if (value == null) {
        throw new IllegalStateException("argument " + place + " is not given");
      }
      return value;
    }

    Object raw(int place, Object otherwise) {
      Object value = values[place];
      return value == null ? otherwise : value;
    }

    List<Object> rest() {
      return rest;
    }

    Map<String, Object> named() {
      return named;
    }
  }
}
