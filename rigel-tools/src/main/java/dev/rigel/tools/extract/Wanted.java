package dev.rigel.tools.extract;

import dev.rigel.base.RigelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wanted from a document, in the shape in which it goes into the answer. */
sealed interface Wanted {
  /** One value. */
  record Value(Field field) implements Wanted {}

  /** An object. */
  record Group(Map<String, Wanted> members) implements Wanted {
    public Group {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  /** A list of objects: the rows of a table. */
  record Rows(String path, Group item) implements Wanted {}

  int MOST_FIELDS = 200;
  int DEEPEST = 12;

  /**
   * From {@code {"total": "float", "seller": {"name": "str"}, "lines": [{"price": "float"}]}} or
   * from a JSON schema of an object.
   */
  static Group of(Map<?, ?> wanted, Vocabulary vocabulary) {
    Reader reader = new Reader(wanted, vocabulary);
    Group group =
        wanted.get("properties") instanceof Map<?, ?> properties
            ? reader.group(properties, "", false, 0)
            : reader.group(wanted, "", false, 0);
    if (reader.count == 0 || reader.count > MOST_FIELDS) {
      throw RigelException.invalid(
          "extract needs 1 to "
              + MOST_FIELDS
              + " fields by name, for example {\"total\": \"float\"}.",
          "fields");
    }
    return group;
  }

  /** The values of an object and of the objects in it, without those in the rows of tables. */
  static List<Field> values(Group group) {
    List<Field> fields = new ArrayList<>();
    group
        .members()
        .values()
        .forEach(member -> {
          switch (member) {
            case Value value -> fields.add(value.field());
            case Group inner -> fields.addAll(values(inner));
            case Rows _ -> {
              // They are found as tables.
            }
          }
        });
    return fields;
  }

  static List<Rows> rows(Group group) {
    List<Rows> rows = new ArrayList<>();
    group
        .members()
        .values()
        .forEach(member -> {
          switch (member) {
            case Value _ -> {
              // No table.
            }
            case Group inner -> rows.addAll(rows(inner));
            case Rows table -> rows.add(table);
          }
        });
    return rows;
  }

  /** Reads both notations. */
  final class Reader {
    private final Map<?, ?> root;
    private final Vocabulary vocabulary;
    private int count;

    private Reader(Map<?, ?> root, Vocabulary vocabulary) {
      this.root = root;
      this.vocabulary = vocabulary;
    }

    private Group group(Map<?, ?> properties, String path, boolean column, int depth) {
      if (depth > DEEPEST) {
        throw RigelException.invalid(
            "The schema of extract refers to itself or is nested deeper than " + DEEPEST + ".",
            "fields");
      }
      Map<String, Wanted> members = new LinkedHashMap<>();
      properties.forEach((name, property) ->
          members.put(
              String.valueOf(name), member(String.valueOf(name), property, path, column, depth)));
      return new Group(members);
    }

    private Wanted member(
        String name, @Nullable Object property, String path, boolean column, int depth) {
      String place = path.isEmpty() ? name : path + "." + name;
      if (property instanceof List<?> list
          && list.size() == 1
          && list.getFirst() instanceof Map<?, ?> row) {
        return new Rows(place, group(row, place, true, depth + 1));
      }
      if (!(property instanceof Map<?, ?> written)) {
        count++;
        FieldKind kind = kind(name, String.valueOf(property));
        return new Value(Field.of(path, name, "", kind, "", List.of(), column, vocabulary));
      }
      Map<?, ?> schema = resolved(written, 0);
      if (schema.get("properties") instanceof Map<?, ?> inner) {
        return group(inner, place, column, depth + 1);
      }
      if (schema.get("items") instanceof Map<?, ?> items
          && resolved(items, 0).get("properties") instanceof Map<?, ?> inner) {
        return new Rows(place, group(inner, place, true, depth + 1));
      }
      if (schema.get("type") == null && !schema.containsKey("enum") && isNotation(schema)) {
        return group(schema, place, column, depth + 1);
      }
      count++;
      return new Value(
          Field.of(
              path,
              name,
              text(schema, "title", text(written, "title", "")),
              kind(name, schema),
              text(written, "description", text(schema, "description", "")),
              options(schema),
              column,
              vocabulary));
    }

    /** {@code {"seller": {"name": "str"}}} nests the short notation. */
    private static boolean isNotation(Map<?, ?> map) {
      return !map.isEmpty()
          && map.values().stream().allMatch(v -> v instanceof String || v instanceof Map<?, ?>)
          && !map.containsKey("anyOf")
          && !map.containsKey("$ref")
          && !map.containsKey("description");
    }

    /** Follows references and takes the alternative that is not null. */
    private Map<?, ?> resolved(Map<?, ?> schema, int depth) {
      if (depth > DEEPEST) {
        return Map.of();
      }
      if (schema.get("$ref") instanceof String reference && reference.startsWith("#/")) {
        @Nullable Object target = root;
        for (String step : reference.substring(2).split("/")) {
          target = target instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return target instanceof Map<?, ?> map ? resolved(map, depth + 1) : Map.of();
      }
      for (String word : List.of("anyOf", "oneOf", "allOf")) {
        if (schema.get(word) instanceof List<?> alternatives) {
          Optional<Map<?, ?>> first =
              alternatives.stream()
                  .filter(a -> a instanceof Map<?, ?> map && !"null".equals(map.get("type")))
                  .<Map<?, ?>>map(a -> (Map<?, ?>) a)
                  .findFirst();
          if (first.isPresent()) {
            return resolved(first.get(), depth + 1);
          }
        }
      }
      return schema;
    }

    private static String text(Map<?, ?> schema, String key, String otherwise) {
      return schema.get(key) instanceof String text ? text : otherwise;
    }

    private static List<String> options(Map<?, ?> schema) {
      return schema.get("enum") instanceof List<?> values
          ? values.stream().filter(String.class::isInstance).map(String.class::cast).toList()
          : List.of();
    }

    private FieldKind kind(String name, Map<?, ?> schema) {
      String type = typeOf(schema);
      if (type.equals("array")) {
        Map<?, ?> items = schema.get("items") instanceof Map<?, ?> i ? resolved(i, 0) : Map.of();
        return kind(name, "list[" + typeOf(items) + "]");
      }
      String format = text(schema, "format", "").replace("date-time", "date");
      if (type.equals("string") && FieldKind.of(format).isPresent()) {
        return FieldKind.of(format).get();
      }
      return kind(name, type);
    }

    private static String typeOf(Map<?, ?> schema) {
      @Nullable Object type = schema.get("type");
      if (type instanceof List<?> types) {
        type =
            types.stream()
                .map(String::valueOf)
                .filter(t -> !t.equals("null"))
                .findFirst()
                .orElse("string");
      }
      return type == null ? "string" : String.valueOf(type);
    }

    private static FieldKind kind(String name, String word) {
      return FieldKind.of(word)
          .orElseThrow(() ->
              RigelException.invalid(
                  "extract does not know the kind "
                      + word
                      + " of the field "
                      + name
                      + "; it knows "
                      + String.join(", ", FieldKind.words())
                      + ".",
                  "fields"));
    }
  }
}
