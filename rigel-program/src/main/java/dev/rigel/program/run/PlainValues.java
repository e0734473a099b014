package dev.rigel.program.run;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.program.Library;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values across the border between program and tools: plain and immutable outside, the program's
 * own inside. See {@link dev.rigel.program.ToolInvoker} for the plain form.
 */
final class PlainValues {
  private final Library library;

  PlainValues(Library library) {
    this.library = library;
  }

  /** A plain value as the program's own; containers are copied. */
  Object toValue(@Nullable Object plain, Fuel fuel) {
    fuel.items(1);
    return switch (plain) {
      case null -> NoneValue.NONE;
      case Boolean flag -> flag;
      case String text -> {
        fuel.checkCharacters(text.length());
        yield text;
      }
      case Double real -> real;
      case Float real -> real.doubleValue();
      case BigInteger number -> Numbers.normal(number);
      case Long number -> number;
      case Integer number -> number.longValue();
      case Short number -> number.longValue();
      case Byte number -> number.longValue();
      case List<?> list -> {
        fuel.newItems(list.size());
        fuel.enter();
        try {
          ListValue items = new ListValue();
          list.forEach(item -> items.items.add(toValue(item, fuel)));
          yield items;
        } finally {
          fuel.leave();
        }
      }
      case Set<?> set -> setValue(set, fuel);
      case Map<?, ?> map -> dictValue(map, fuel);
      default ->
          library
              .typeOf(plain)
              .<Object>map(type -> ObjectValue.of(plain, type))
              .orElseThrow(() ->
                  new RigelException(
                      ErrorCode.INTERNAL,
                      "A tool gave a value of a type that the library does not declare."));
    };
  }

  private SetValue setValue(Set<?> set, Fuel fuel) {
    fuel.newItems(set.size());
    Comparisons comparisons = new Comparisons(fuel);
    SetValue result = new SetValue();
    for (Object member : set) {
      Object value = toKey(member, fuel);
      result.table.put(comparisons.key(value), value, value);
    }
    return result;
  }

  private DictValue dictValue(Map<?, ?> map, Fuel fuel) {
    fuel.newItems(map.size());
    fuel.enter();
    try {
      Comparisons comparisons = new Comparisons(fuel);
      DictValue result = new DictValue(true);
      map.forEach((key, item) -> {
        Object value = toKey(key, fuel);
        result.table.put(comparisons.key(value), value, toValue(item, fuel));
      });
      return result;
    } finally {
      fuel.leave();
    }
  }

  /** A plain list is a tuple where it has to be hashed. */
  private Object toKey(@Nullable Object plain, Fuel fuel) {
    if (!(plain instanceof List<?> list)) {
      return toValue(plain, fuel);
    }
    fuel.enter();
    try {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(toKey(item, fuel)));
      return TupleValue.of(items);
    } finally {
      fuel.leave();
    }
  }

  /**
   * A copy of a value that later changes by the program do not reach. Results that are still to
   * come stay in it as {@link Pending}, until {@link #resolve}.
   *
   * @param what the place the value goes to, for the message when it cannot go there
   */
  @Nullable Object snapshot(Object value, Machine machine, String what) {
    Fuel fuel = machine.fuel();
    fuel.items(1);
    return switch (value) {
      case NoneValue _ -> null;
      case Boolean flag -> flag;
      case String text -> text;
      case Double real -> real;
      case Long number -> BigInteger.valueOf(number);
      case BigInteger number -> number;
      case ObjectValue object -> object.value();
      case Pending pending -> {
        Object seen = pending.valueIfSeen();
        yield seen == null ? pending : snapshot(seen, machine, what);
      }
      case DictValue dict -> {
        fuel.enter();
        try {
          Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
          for (HashTable.Entry entry : dict.table.entries()) {
            map.put(snapshot(entry.key, machine, what), snapshot(entry.value, machine, what));
          }
          yield Collections.unmodifiableMap(map);
        } finally {
          fuel.leave();
        }
      }
      case SetValue set -> {
        Set<@Nullable Object> members = new LinkedHashSet<>();
        for (HashTable.Entry entry : set.table.entries()) {
          members.add(snapshot(entry.key, machine, what));
        }
        yield Collections.unmodifiableSet(members);
      }
      case Object sequence when Iteration.isIterable(sequence) -> {
        fuel.enter();
        try {
          List<@Nullable Object> items = new ArrayList<>();
          for (Object item : machine.iteration().collect(sequence)) {
            items.add(snapshot(item, machine, what));
          }
          yield Collections.unmodifiableList(items);
        } finally {
          fuel.leave();
        }
      }
      default -> throw PythonError.type("%s cannot be a %s".formatted(what, Types.nameOf(value)));
    };
  }

  /**
   * What a tool gave in the one plain form: every integer a {@link BigInteger}, every float a
   * {@link Double}; containers are copies that nobody changes.
   */
  static @Nullable Object normal(@Nullable Object plain) {
    return switch (plain) {
      case Long number -> BigInteger.valueOf(number);
      case Integer number -> BigInteger.valueOf(number);
      case Short number -> BigInteger.valueOf(number);
      case Byte number -> BigInteger.valueOf(number);
      case Float real -> real.doubleValue();
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(normal(item)));
        yield Collections.unmodifiableList(items);
      }
      case Set<?> set -> {
        Set<@Nullable Object> members = new LinkedHashSet<>();
        set.forEach(member -> members.add(normal(member)));
        yield Collections.unmodifiableSet(members);
      }
      case Map<?, ?> map -> {
        Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
        map.forEach((key, item) -> entries.put(normal(key), normal(item)));
        yield Collections.unmodifiableMap(entries);
      }
      case null, default -> plain;
    };
  }

  /** Waits for what is to come in a snapshot; from any thread. */
  @Nullable Object resolve(@Nullable Object snapshot) {
    return switch (snapshot) {
      case null -> null;
      case Pending pending -> pending.awaitPlain();
      case List<?> list when holdsPending(list) -> {
        List<@Nullable Object> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(resolve(item)));
        yield Collections.unmodifiableList(items);
      }
      case Map<?, ?> map when holdsPending(map.values()) -> {
        Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
        map.forEach((key, item) -> entries.put(key, resolve(item)));
        yield Collections.unmodifiableMap(entries);
      }
      default -> snapshot;
    };
  }

  private static boolean holdsPending(Iterable<?> items) {
    for (Object item : items) {
      boolean holds =
          switch (item) {
            case null -> false;
            case Pending _ -> true;
            case List<?> list -> holdsPending(list);
            case Map<?, ?> map -> holdsPending(map.values());
            default -> false;
          };
      if (holds) {
        return true;
      }
    }
    return false;
  }
}
