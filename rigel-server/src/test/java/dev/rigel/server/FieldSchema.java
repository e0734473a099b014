package dev.rigel.server;

import dev.rigel.protocol.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One place of a request as the document describes it: references followed, the branches of a
 * choice side by side, null apart.
 *
 * @param name of the component; empty where the schema stands in its place
 */
record FieldSchema(String name, List<Branch> branches, boolean nullable) {
  /**
   * One kind of value.
   *
   * @param kind as {@link PydanticFaults} names it; {@code any} for any JSON
   */
  record Branch(String name, String kind, JsonNode schema) {
    /** Which of several objects a value is: by the fields that have a fixed word. */
    boolean describes(JsonNode value) {
      return switch (kind) {
        case "any" -> true;
        case "string", "literal", "enum", "uuid" -> value.isString();
        case "integer" -> value.isIntegralNumber();
        case "number" -> value.isNumber();
        case "boolean" -> value.isBoolean();
        case "list" -> value.isArray();
        default -> value.isObject() && hasItsWords(value);
      };
    }

    private boolean hasItsWords(JsonNode value) {
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        JsonNode words = property.getValue().path("enum");
        JsonNode word = value.path(property.getKey());
        boolean tag = property.getKey().equals("type") || property.getKey().equals("role");
        if (tag && !words.isMissingNode()) {
          boolean absent = word.isMissingNode() || word.isNull();
          boolean fits = absent ? !isRequired(property.getKey()) : contains(words, word);
          if (!fits) {
            return false;
          }
        }
      }
      return true;
    }

    boolean isRequired(String property) {
      return contains(schema.path("required"), Json.object().put("x", property).get("x"));
    }

    private static boolean contains(JsonNode array, JsonNode value) {
      return array.valueStream().anyMatch(value::equals);
    }

    /** The fields that stand in for each other: of each set of a choice, one must be there. */
    Set<String> alternatives() {
      Set<String> names = new LinkedHashSet<>();
      for (String choice : new String[] {"oneOf", "anyOf"}) {
        for (JsonNode one : schema.path(choice)) {
          one.path("required").forEach(required -> names.add(required.asString()));
        }
      }
      return names;
    }
  }

  static FieldSchema of(JsonNode schema, JsonNode components) {
    List<Branch> branches = new ArrayList<>();
    boolean nullable = collect(schema, "", components, branches);
    return new FieldSchema(
        branches.size() == 1 ? branches.getFirst().name() : "", List.copyOf(branches), nullable);
  }

  Optional<Branch> branchOf(JsonNode value) {
    return branches.stream().filter(branch -> branch.describes(value)).findFirst();
  }

  /**
   * @return whether null is taken
   */
  private static boolean collect(
      JsonNode schema, String name, JsonNode components, List<Branch> into) {
    if (schema.has("$ref")) {
      String target = schema.path("$ref").asString().replaceFirst(".*/", "");
      return collect(components.path(target), target, components, into);
    }
    if (schema.has("allOf")) {
      return collect(merged(schema.path("allOf"), components), name, components, into);
    }
    for (String choice : new String[] {"oneOf", "anyOf"}) {
      if (schema.has(choice) && !schema.has("type")) {
        boolean nullable = false;
        for (JsonNode one : schema.path(choice)) {
          nullable |= collect(one, "", components, into);
        }
        return nullable;
      }
    }
    return collectPlain(schema, name, into);
  }

  private static boolean collectPlain(JsonNode schema, String name, List<Branch> into) {
    if (schema.has("enum")) {
      boolean nullable = schema.path("enum").valueStream().anyMatch(JsonNode::isNull);
      into.add(new Branch(name, name.equals("Purpose") ? "enum" : "literal", schema));
      return nullable;
    }
    if (!schema.has("type")) {
      into.add(new Branch(name, "any", schema));
      return true;
    }
    boolean nullable = false;
    ArrayNode types = Json.array();
    if (schema.path("type").isArray()) {
      types.addAll((ArrayNode) schema.path("type"));
    } else {
      types.add(schema.path("type"));
    }
    for (JsonNode type : types) {
      switch (type.asString()) {
        case "null" -> nullable = true;
        case "array" -> into.add(new Branch(name, "list", schema));
        case "object" ->
            into.add(new Branch(name, schema.has("properties") ? "model" : "dict", schema));
        case "string" ->
            into.add(
                new Branch(
                    name,
                    schema.path("format").asString("").equals("uuid") ? "uuid" : "string",
                    schema));
        default -> into.add(new Branch(name, type.asString().toLowerCase(Locale.ROOT), schema));
      }
    }
    return nullable;
  }

  private static JsonNode merged(JsonNode parts, JsonNode components) {
    ObjectNode all = Json.object();
    for (JsonNode part : parts) {
      JsonNode schema =
          part.has("$ref")
              ? components.path(part.path("$ref").asString().replaceFirst(".*/", ""))
              : part;
      if (schema.has("allOf")) {
        schema = merged(schema.path("allOf"), components);
      }
      for (Map.Entry<String, JsonNode> entry : schema.properties()) {
        if (entry.getKey().equals("properties")) {
          entry
              .getValue()
              .properties()
              .forEach(p -> all.withObjectProperty("properties").set(p.getKey(), p.getValue()));
        } else {
          all.set(entry.getKey(), entry.getValue());
        }
      }
    }
    return all;
  }
}
