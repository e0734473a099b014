package dev.rigel.program.check;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How types of the language fit each other. */
final class Types {
  static final Type NUMBER = Type.union(Type.INT, Type.FLOAT, Type.BOOL);
  static final Type ANY_LIST = Type.list(Type.ANY);
  static final Type ANY_DICT = new DictOf(Type.ANY, Type.ANY);
  static final Type ANY_ITERABLE = iterable(Type.ANY);
  private static final Set<String> MEDIA = Set.of("Image", "Document", "Video", "Audio");

  private Types() {}

  /**
   * Whether a value of the one type can be one of the other. Where a value has one of several
   * types, one that fits is enough: only what cannot be right is an error.
   */
  static boolean fits(Type found, Type wanted) {
    if (found == Type.ANY || wanted == Type.ANY || found.equals(wanted)) {
      return true;
    }
    if (found instanceof UnionOf union) {
      for (Type option : union.options()) {
        if (fits(option, wanted)) {
          return true;
        }
      }
      return false;
    }
    return switch (wanted) {
      case UnionOf union -> {
        for (Type option : union.options()) {
          if (fits(found, option)) {
            yield true;
          }
        }
        yield false;
      }
      case Plain plain -> plain == Type.FLOAT && found == Type.INT;
      case ListOf list ->
          switch (found) {
            case ListOf other -> fits(other.element(), list.element());
            // Tuples reach tools as lists.
            case TupleOf tuple -> tuple.elements().stream().allMatch(e -> fits(e, list.element()));
            default -> false;
          };
      case SetOf set -> found instanceof SetOf other && fits(other.element(), set.element());
      case DictOf dict ->
          switch (found) {
            case DictOf other -> fits(other.key(), dict.key()) && fits(other.value(), dict.value());
            case RecordOf ignored -> fits(Type.STR, dict.key());
            default -> false;
          };
      case TupleOf tuple ->
          found instanceof TupleOf other && allFit(other.elements(), tuple.elements());
      case RecordOf ignored -> found instanceof RecordOf || found instanceof DictOf;
      case FunctionOf ignored -> found instanceof FunctionOf;
      case ObjectOf ignored -> false;
    };
  }

  private static boolean allFit(List<Type> found, List<Type> wanted) {
    if (found.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < found.size(); i++) {
      if (!fits(found.get(i), wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  static List<Type> options(Type type) {
    return type instanceof UnionOf union ? union.options() : List.of(type);
  }

  /** Whether the type, or one of its options, is exactly the given one. */
  static boolean includes(Type type, Type exact) {
    return type instanceof UnionOf union ? union.options().contains(exact) : type.equals(exact);
  }

  static boolean wantsBool(Type wanted) {
    return wanted == Type.ANY || includes(wanted, Type.BOOL);
  }

  static Type join(Type a, Type b) {
    if (a.equals(b)) {
      return a;
    }
    if (a == Type.ANY || b == Type.ANY) {
      return Type.ANY;
    }
    if (a instanceof ListOf x && b instanceof ListOf y) {
      return Type.list(joinElements(x.element(), y.element()));
    }
    if (a instanceof DictOf x && b instanceof DictOf y) {
      return new DictOf(joinElements(x.key(), y.key()), joinElements(x.value(), y.value()));
    }
    if ((a == Type.INT && b == Type.FLOAT) || (a == Type.FLOAT && b == Type.INT)) {
      return Type.FLOAT;
    }
    Set<Type> options = new LinkedHashSet<>(options(a));
    options.addAll(options(b));
    return of(new ArrayList<>(options));
  }

  /** Of two lists, one of which may be empty so far. */
  private static Type joinElements(Type a, Type b) {
    return a == Type.ANY ? b : b == Type.ANY ? a : join(a, b);
  }

  static Type of(List<Type> options) {
    return switch (options.size()) {
      case 0 -> Type.ANY;
      case 1 -> options.getFirst();
      default -> options.contains(Type.ANY) ? Type.ANY : new UnionOf(options);
    };
  }

  /** What all ways of going over such values may be. */
  static Type iterable(Type element) {
    List<Type> options = new ArrayList<>();
    options.add(Type.list(element));
    options.add(new SetOf(element));
    options.add(new DictOf(element, Type.ANY));
    if (fits(Type.STR, element)) {
      options.add(Type.STR);
    }
    return new UnionOf(options);
  }

  /** What a loop over the value gives, or empty when there is no going over it. */
  static Optional<Type> element(Type type) {
    return switch (type) {
      case ListOf list -> Optional.of(list.element());
      case SetOf set -> Optional.of(set.element());
      case DictOf dict -> Optional.of(dict.key());
      case RecordOf ignored -> Optional.of(Type.STR);
      case TupleOf tuple ->
          Optional.of(tuple.elements().stream().reduce(Types::join).orElse(Type.ANY));
      case Plain plain ->
          plain == Type.STR || plain == Type.ANY ? Optional.of((Type) plain) : Optional.empty();
      case UnionOf union -> firstOf(union, Types::element);
      case ObjectOf ignored -> Optional.empty();
      case FunctionOf ignored -> Optional.empty();
    };
  }

  private static Optional<Type> firstOf(UnionOf union, Function<Type, Optional<Type>> part) {
    List<Type> found = union.options().stream().flatMap(o -> part.apply(o).stream()).toList();
    return found.stream().reduce(Types::join);
  }

  /**
   * The element types that a wanted type names, for what produces lists; empty when it wants none.
   */
  static Optional<Type> wantedElement(Type wanted) {
    if (wanted == Type.ANY) {
      return Optional.of(Type.ANY);
    }
    List<Type> elements = new ArrayList<>();
    for (Type option : options(wanted)) {
      switch (option) {
        case ListOf list -> elements.add(list.element());
        case SetOf set -> elements.add(set.element());
        case TupleOf tuple -> elements.addAll(tuple.elements());
        case DictOf ignored -> {}
        case Plain ignored -> {}
        case RecordOf ignored -> {}
        case ObjectOf ignored -> {}
        case UnionOf ignored -> {}
        case FunctionOf ignored -> {}
      }
    }
    return elements.isEmpty() ? Optional.empty() : Optional.of(flat(elements));
  }

  private static Type flat(List<Type> types) {
    Set<Type> flat = new LinkedHashSet<>();
    types.forEach(type -> flat.addAll(options(type)));
    return of(new ArrayList<>(flat));
  }

  static Type union(List<Type> types) {
    return flat(types);
  }

  static boolean wantsObject(Type wanted) {
    return options(wanted).stream().anyMatch(ObjectOf.class::isInstance);
  }

  /** The type of the values of a type that is named as in Python, for those that have methods. */
  static Optional<Type> ofValuesOf(String name) {
    return switch (name) {
      case "str" -> Optional.of(Type.STR);
      case "list", "tuple" -> Optional.of(ANY_LIST);
      case "dict" -> Optional.of(ANY_DICT);
      case "set" -> Optional.of(new SetOf(Type.ANY));
      default -> Optional.empty();
    };
  }

  static boolean isMedia(Type type) {
    return type instanceof ObjectOf object && MEDIA.contains(object.name());
  }

  static boolean holdsMedia(Type type) {
    return switch (type) {
      case ObjectOf ignored -> isMedia(type);
      case ListOf list -> holdsMedia(list.element());
      case SetOf set -> holdsMedia(set.element());
      case DictOf dict -> holdsMedia(dict.value());
      case TupleOf tuple -> tuple.elements().stream().anyMatch(Types::holdsMedia);
      case UnionOf union -> union.options().stream().anyMatch(Types::holdsMedia);
      case RecordOf dict -> dict.fields().values().stream().anyMatch(Types::holdsMedia);
      case Plain ignored -> false;
      case FunctionOf ignored -> false;
    };
  }

  static boolean isNumber(Type type) {
    return options(type).stream()
        .anyMatch(o -> o == Type.INT || o == Type.FLOAT || o == Type.BOOL || o == Type.ANY);
  }
}
