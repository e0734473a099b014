package dev.rigel.program.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of a call as given; values may be results to come. */
record CallArguments(List<Object> positional, Map<String, Object> named) {
  static final CallArguments NONE = new CallArguments(List.of(), Map.of());

  static CallArguments of(Object... values) {
    return new CallArguments(List.of(values), Map.of());
  }

  /** The same call with one more argument in front: how {@code str.upper(x)} becomes a method. */
  CallArguments withoutFirst() {
    return new CallArguments(positional.subList(1, positional.size()), named);
  }

  Map<String, Object> namedCopy() {
    return new LinkedHashMap<>(named);
  }
}
