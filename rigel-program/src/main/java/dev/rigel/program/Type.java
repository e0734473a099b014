package dev.rigel.program;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A type of the program language, as the checker sees it and as signatures print it. */
public sealed interface Type {
  Plain ANY = Plain.ANY;
  Plain NONE = Plain.NONE;
  Plain BOOL = Plain.BOOL;
  Plain INT = Plain.INT;
  Plain FLOAT = Plain.FLOAT;
  Plain STR = Plain.STR;

  /** Types without parts. */
  enum Plain implements Type {
    ANY("Any"),
    NONE("None"),
    BOOL("bool"),
    INT("int"),
    FLOAT("float"),
    STR("str");

    private final String text;

    Plain(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }

  record ListOf(Type element) implements Type {
    @Override
    public String text() {
      return element == ANY ? "list" : "list[" + element.text() + "]";
    }
  }

  record SetOf(Type element) implements Type {
    @Override
    public String text() {
      return element == ANY ? "set" : "set[" + element.text() + "]";
    }
  }

  record DictOf(Type key, Type value) implements Type {
    @Override
    public String text() {
      return key == ANY && value == ANY ? "dict" : "dict[" + key.text() + ", " + value.text() + "]";
    }
  }

  record TupleOf(List<Type> elements) implements Type {
    public TupleOf {
      elements = List.copyOf(elements);
    }

    @Override
    public String text() {
      return elements.stream().map(Type::text).collect(Collectors.joining(", ", "tuple[", "]"));
    }
  }

  /**
   * A record with exactly these fields, for example what {@code extract(doc, {"total": "float"})}
   * gives.
   */
  record RecordOf(Map<String, Type> fields) implements Type {
    public RecordOf {
      fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String text() {
      return "Record";
    }
  }

  /**
   * A type of the tools' own, named as in {@link ObjectType#name()}: {@code Image}, {@code Region},
   * …
   */
  record ObjectOf(String name) implements Type {
    @Override
    public String text() {
      return name;
    }
  }

  /** One of several types. Never nested, at least two. */
  record UnionOf(List<Type> options) implements Type {
    public UnionOf {
      options = List.copyOf(options);
    }

    @Override
    public String text() {
      return options.stream().map(Type::text).collect(Collectors.joining(" | "));
    }
  }

  /** A {@code lambda}: only as an argument of a builtin or method. */
  record FunctionOf(List<Type> parameters, Type result) implements Type {
    public FunctionOf {
      parameters = List.copyOf(parameters);
    }

    @Override
    public String text() {
      return "Callable";
    }
  }

  /** How the type is written in signatures and messages. */
  String text();

  static Type list(Type element) {
    return new ListOf(element);
  }

  static Type object(String name) {
    return new ObjectOf(name);
  }

  static Type union(Type... options) {
    return new UnionOf(List.of(options));
  }

  static Type optional(Type type) {
    return new UnionOf(List.of(type, NONE));
  }
}
