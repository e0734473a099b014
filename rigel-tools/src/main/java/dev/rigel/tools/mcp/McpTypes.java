package dev.rigel.tools.mcp;

import dev.rigel.program.Type;
import dev.rigel.tools.VisualTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Types of the program language for JSON schemas. What a schema says beyond types is the server's.
 */
final class McpTypes {
  private static final int DEEPEST = 4;

  /** Texts that may be a picture: what a program gives there is written as one. */
  private static final Set<String> PICTURE_FORMATS =
      Set.of("uri", "data-uri", "data-url", "base64");

  private McpTypes() {}

  static Type of(Object schema) {
    return of(schema, 0);
  }

  private static Type of(@Nullable Object schema, int depth) {
    if (!(schema instanceof Map<?, ?> map) || depth > DEEPEST) {
      return Type.ANY;
    }
    if (map.get("anyOf") instanceof List<?> options) {
      return union(options.stream().map(option -> of(option, depth + 1)).toList());
    }
    if (map.get("type") instanceof List<?> names) {
      return union(names.stream().map(name -> named(String.valueOf(name), map, depth)).toList());
    }
    return named(String.valueOf(map.get("type")), map, depth);
  }

  private static Type named(String name, Map<?, ?> schema, int depth) {
    return switch (name) {
      case "string" -> mayBePicture(schema) ? Type.union(Type.STR, VisualTypes.IMAGE) : Type.STR;
      case "integer" -> Type.INT;
      case "number" -> Type.FLOAT;
      case "boolean" -> Type.BOOL;
      case "null" -> Type.NONE;
      case "array" -> Type.list(of(schema.get("items"), depth + 1));
      case "object" -> new Type.DictOf(Type.STR, Type.ANY);
      default -> Type.ANY;
    };
  }

  /** Whether a text may hold a picture as base64 or as a data URI. */
  static boolean mayBePicture(Map<?, ?> schema) {
    return isBase64(schema) || PICTURE_FORMATS.contains(String.valueOf(schema.get("format")));
  }

  static boolean isBase64(Map<?, ?> schema) {
    return "base64".equals(schema.get("contentEncoding")) || "base64".equals(schema.get("format"));
  }

  /** Unions are never nested and hold each type once. */
  private static Type union(List<Type> options) {
    List<Type> flat = new ArrayList<>();
    for (Type option : options) {
      List<Type> parts = option instanceof Type.UnionOf union ? union.options() : List.of(option);
      parts.stream().filter(part -> !flat.contains(part)).forEach(flat::add);
    }
    if (flat.isEmpty() || flat.contains(Type.ANY)) {
      return Type.ANY;
    }
    return flat.size() == 1 ? flat.getFirst() : new Type.UnionOf(flat);
  }

  /** The words of an {@code enum} of texts. */
  static List<String> words(Object schema) {
    if (schema instanceof Map<?, ?> map
        && map.get("enum") instanceof List<?> values
        && values.stream().allMatch(String.class::isInstance)) {
      return values.stream().map(String::valueOf).collect(Collectors.toList());
    }
    return List.of();
  }
}
