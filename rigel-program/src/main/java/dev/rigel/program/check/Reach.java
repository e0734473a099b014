package dev.rigel.program.check;

import dev.rigel.program.Library;
import dev.rigel.program.ObjectType;
import dev.rigel.program.Type;
import dev.rigel.program.Type.DictOf;
import dev.rigel.program.Type.FunctionOf;
import dev.rigel.program.Type.ListOf;
import dev.rigel.program.Type.ObjectOf;
import dev.rigel.program.Type.Plain;
import dev.rigel.program.Type.RecordOf;
import dev.rigel.program.Type.SetOf;
import dev.rigel.program.Type.TupleOf;
import dev.rigel.program.Type.UnionOf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What can become of a value by attributes, indexes and methods: {@code faces(img1)} may still be a
 * text ({@code [0].label}) but never a picture.
 */
final class Reach {
  private static final int STEPS = 3;

  /** Programs can make types without end; those of a library are some hundreds. */
  private static final int MOST_REMEMBERED = 4_000;

  private final Map<String, Map<String, Type>> attributes = new LinkedHashMap<>();
  private final Members members;
  private final Map<Type, Set<Type>> reachable = new ConcurrentHashMap<>();

  Reach(Library library, Members members) {
    this.members = members;
    for (ObjectType<?> type : library.types()) {
      Map<String, Type> byName = new LinkedHashMap<>();
      type.attributes().forEach(attribute -> byName.put(attribute.name(), attribute.type()));
      attributes.put(type.name(), byName);
    }
  }

  boolean reaches(Type from, Type wanted) {
    if (wanted == Type.ANY || from == Type.ANY || Types.fits(from, wanted)) {
      return true;
    }
    for (Type type : reachable(from)) {
      if (Types.fits(type, wanted)) {
        return true;
      }
      // "count" and its like lead to whole numbers, but nobody gets a time or a size that way.
      if ((type == Type.STR || type instanceof ListOf) && Types.includes(wanted, Type.INT)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether such a value leads to one of exactly the given type, not to one that could be anything.
   */
  boolean gives(Type from, Type exact) {
    return reachable(from).contains(exact);
  }

  private Set<Type> reachable(Type from) {
    Set<Type> known = reachable.get(from);
    if (known != null) {
      return known;
    }
    Set<Type> found = new LinkedHashSet<>();
    found.add(from);
    List<Type> border = List.of(from);
    for (int step = 0; step < STEPS; step++) {
      List<Type> next = new ArrayList<>();
      for (Type type : border) {
        for (Type one : steps(type)) {
          if (found.add(one)) {
            next.add(one);
          }
        }
      }
      border = next;
    }
    Set<Type> result = Set.copyOf(found);
    if (reachable.size() < MOST_REMEMBERED) {
      reachable.put(from, result);
    }
    return result;
  }

  private List<Type> steps(Type type) {
    List<Type> steps = new ArrayList<>(attributes(type).values());
    switch (type) {
      case ListOf list -> steps.add(list.element());
      case DictOf dict -> steps.add(dict.value());
      case TupleOf tuple -> steps.addAll(tuple.elements());
      case UnionOf union -> steps.addAll(union.options());
      case RecordOf ignored -> {}
      case SetOf ignored -> {}
      case Plain ignored -> {}
      case ObjectOf ignored -> {}
      case FunctionOf ignored -> {}
    }
    for (Members.Member method : members.methods(type).values()) {
      if (!method.farFetched() && method.result() != Type.NONE) {
        steps.add(Members.instantiate(method.result(), type));
      }
    }
    return steps;
  }

  /** The attributes of values of the type, by name. */
  Map<String, Type> attributes(Type type) {
    return switch (type) {
      case ObjectOf object -> attributes.getOrDefault(object.name(), Map.of());
      case RecordOf dict -> dict.fields();
      case ListOf ignored -> Map.of();
      case SetOf ignored -> Map.of();
      case DictOf ignored -> Map.of();
      case TupleOf ignored -> Map.of();
      case UnionOf ignored -> Map.of();
      case Plain ignored -> Map.of();
      case FunctionOf ignored -> Map.of();
    };
  }
}
