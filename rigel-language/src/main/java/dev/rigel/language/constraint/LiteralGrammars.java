package dev.rigel.language.constraint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Makes grammars of fixed values, within a bound on their number in one schema. */
final class LiteralGrammars {
  private static final int MOST_OPTIONS = 50_000;
  private static final int DEEPEST = 64;

  private int options;

  /** The values of {@code const} or {@code enum} that are of the schema's type. */
  static List<JsonNode> allowed(JsonNode schema) {
    if (schema.has("const")) {
      return List.of(schema.path("const"));
    }
    Set<String> types = SchemaTypes.named(schema.path("type"));
    boolean nullable = schema.path("nullable").asBoolean(false);
    List<JsonNode> values = new ArrayList<>();
    for (JsonNode value : schema.path("enum")) {
      if (types.isEmpty() || isOneOf(value, types) || (nullable && value.isNull())) {
        values.add(value);
      }
    }
    return values;
  }

  private static boolean isOneOf(JsonNode value, Set<String> types) {
    return types.stream()
        .anyMatch(type ->
            switch (type) {
              case "object" -> value.isObject();
              case "array" -> value.isArray();
              case "string" -> value.isString();
              case "number" -> value.isNumber();
              case "integer" ->
                  value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
              case "boolean" -> value.isBoolean();
              case "null" -> value.isNull();
              default -> false;
            });
  }

  Node oneOf(List<JsonNode> values) {
    options += values.size();
    if (options > MOST_OPTIONS) {
      throw new IllegalArgumentException("it has more than " + MOST_OPTIONS + " enum values");
    }
    Set<String> plain = new LinkedHashSet<>();
    List<Node> nodes = new ArrayList<>();
    for (JsonNode value : values) {
      if (value.isContainer()) {
        nodes.add(container(value, 0));
      } else {
        plain.add(value.toString());
      }
    }
    if (!plain.isEmpty()) {
      nodes.add(TextTree.of(plain));
    }
    return new Node.Choice(nodes);
  }

  /** A fixed object or list, in which the usual spaces are free. */
  private static Node container(JsonNode value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("a value in it is nested too deep");
    }
    List<Node> parts = new ArrayList<>();
    if (value.isObject()) {
      parts.add(Node.text("{"));
      value
          .properties()
          .forEach(member -> {
            if (parts.size() > 1) {
              parts.add(JsonSyntax.COMMA);
            }
            parts.add(JsonSyntax.key(member.getKey()));
            parts.add(JsonSyntax.COLON);
            parts.add(container(member.getValue(), depth + 1));
          });
      parts.add(Node.text("}"));
    } else if (value.isArray()) {
      parts.add(Node.text("["));
      for (JsonNode item : value) {
        if (parts.size() > 1) {
          parts.add(JsonSyntax.COMMA);
        }
        parts.add(container(item, depth + 1));
      }
      parts.add(Node.text("]"));
    } else {
      return Node.text(value.toString());
    }
    return new Node.Sequence(parts);
  }
}
