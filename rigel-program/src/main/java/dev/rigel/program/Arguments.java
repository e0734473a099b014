package dev.rigel.program;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checked arguments of one call, by parameter name, defaults filled in. The typed accessors
 * rely on the check: asking for a type that the signature does not promise is a programming error.
 */
public final class Arguments {
  private final Map<String, @Nullable Object> values;

  public Arguments(Map<String, ? extends @Nullable Object> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public Map<String, @Nullable Object> asMap() {
    return values;
  }

  /** Whether the argument is there and not {@code None}. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  public String text(String name) {
    return value(name, String.class);
  }

  public Optional<String> optionalText(String name) {
    return optional(name, String.class);
  }

  public double number(String name) {
    return value(name, Number.class).doubleValue();
  }

  public boolean flag(String name) {
    return value(name, Boolean.class);
  }

  /** An integer that fits into an {@code int}; larger ones are pinned to the nearest. */
  public int integer(String name) {
    Number number = value(name, Number.class);
    if (number instanceof BigInteger big && big.bitLength() > 31) {
      return big.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
    return (int) Math.clamp(number.longValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public <T> T value(String name, Class<T> type) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("argument " + name + " is missing");
    }
    return type.cast(value);
  }

  public <T> Optional<T> optional(String name, Class<T> type) {
    return Optional.ofNullable(values.get(name)).map(type::cast);
  }

  /**
   * A list of values of one type; a single value counts as a list of one, {@code None} as an empty
   * one.
   */
  public <T> List<T> list(String name, Class<T> type) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().<T>map(type::cast).toList();
    }
    return List.of(type.cast(value));
  }
}
