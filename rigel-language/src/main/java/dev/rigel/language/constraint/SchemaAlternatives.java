package dev.rigel.language.constraint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says what {@code if}, {@code dependent…} and {@code not} say by alternatives without them, each
 * of which has values that satisfy them; a guard sees to the rest. What is never written so is
 * little missed: with a dependency, for example, either all of what it asks for or none of what
 * asks.
 */
final class SchemaAlternatives {
  /** More conditions than these are not combined with each other. */
  private static final int MOST_COMBINED = 3;

  private SchemaAlternatives() {}

  /** The alternatives; only the schema itself when it has none of these keywords. */
  static List<JsonNode> of(JsonNode schema) {
    List<JsonNode> alternatives = List.of(withoutNot((ObjectNode) schema));
    alternatives = alternatives.stream().flatMap(s -> dependent(s).stream()).toList();
    return alternatives.stream().flatMap(s -> conditional(s).stream()).toList();
  }

  // --- if, then, else ---

  private static List<JsonNode> conditional(JsonNode schema) {
    List<JsonNode> conditions = new ArrayList<>();
    ObjectNode base = copy(schema);
    take(base, base, conditions);
    if (base.path(SchemaMerging.ALSO) instanceof ArrayNode also) {
      ArrayNode kept = base.arrayNode();
      for (JsonNode part : also) {
        ObjectNode rest = copy(part);
        take(rest, rest, conditions);
        if (!rest.isEmpty()) {
          kept.add(rest);
        }
      }
      setAlso(base, kept);
    }
    if (conditions.isEmpty()) {
      return List.of(schema);
    }
    if (conditions.size() > MOST_COMBINED) {
      // Usually one for each value of a field that says what kind of thing this is.
      List<JsonNode> alternatives = new ArrayList<>();
      conditions.forEach(condition -> alternatives.add(with(base, condition, "then")));
      alternatives.add(base);
      return alternatives;
    }
    List<JsonNode> alternatives = List.of(base);
    for (JsonNode condition : conditions) {
      List<JsonNode> longer = new ArrayList<>();
      for (JsonNode before : alternatives) {
        longer.add(with(before, condition, "then"));
        longer.add(with(before, condition, "else"));
      }
      alternatives = longer;
    }
    return alternatives;
  }

  private static void take(ObjectNode from, ObjectNode out, List<JsonNode> conditions) {
    if (from.has("if")) {
      ObjectNode condition = from.objectNode();
      for (String keyword : List.of("if", "then", "else")) {
        if (from.has(keyword)) {
          condition.set(keyword, from.path(keyword));
        }
      }
      conditions.add(condition);
    }
    out.remove(List.of("if", "then", "else"));
  }

  private static JsonNode with(JsonNode base, JsonNode condition, String way) {
    ObjectNode schema = copy(base);
    ArrayNode all =
        schema.path("allOf") instanceof ArrayNode known ? known.deepCopy() : schema.arrayNode();
    if (way.equals("then")) {
      all.add(condition.path("if"));
    } else {
      all.addObject().set("not", condition.path("if"));
    }
    if (condition.has(way)) {
      all.add(condition.path(way));
    }
    schema.set("allOf", all);
    return schema;
  }

  // --- dependentRequired, dependentSchemas, dependencies ---

  private static List<JsonNode> dependent(JsonNode schema) {
    ObjectNode base = copy(schema);
    base.remove(List.of("dependentRequired", "dependentSchemas", "dependencies"));
    Set<String> askers = new LinkedHashSet<>();
    ArrayNode asked = base.arrayNode();
    for (String keyword : List.of("dependentRequired", "dependentSchemas", "dependencies")) {
      schema
          .path(keyword)
          .properties()
          .forEach(member -> {
            askers.add(member.getKey());
            if (member.getValue().isArray()) {
              asked.addObject().set("required", member.getValue());
            } else if (member.getValue().isObject() || member.getValue().isBoolean()) {
              asked.add(member.getValue());
            }
          });
    }
    if (askers.isEmpty()) {
      return List.of(schema);
    }
    ObjectNode without = copy(base);
    forbid(without, askers);
    ObjectNode all = copy(base);
    ArrayNode parts =
        base.path("allOf") instanceof ArrayNode known ? known.deepCopy() : base.arrayNode();
    all.set("allOf", parts.addAll(asked));
    return List.of(without, all);
  }

  /** Names that must not be there become properties that no value satisfies. */
  private static void forbid(ObjectNode schema, Set<String> names) {
    ObjectNode properties =
        schema.path("properties") instanceof ObjectNode known ? copy(known) : schema.objectNode();
    names.forEach(name -> properties.put(name, false));
    schema.set("properties", properties);
  }

  // --- not ---

  private static JsonNode withoutNot(ObjectNode schema) {
    if (!schema.has("not")) {
      return schema;
    }
    JsonNode not = schema.path("not");
    ObjectNode rest = copy(schema);
    rest.remove("not");
    if (not.isBoolean() ? not.booleanValue() : !SchemaKeywords.hasRules(not)) {
      rest.putArray("enum");
      return rest;
    }
    Set<String> keywords = new LinkedHashSet<>();
    not.properties()
        .forEach(member -> {
          if (!SchemaKeywords.isAnnotation(member.getKey())) {
            keywords.add(member.getKey());
          }
        });
    if (keywords.equals(Set.of("type"))) {
      exclude(rest, SchemaTypes.named(not.path("type")));
    } else if (keywords.equals(Set.of("required")) && not.path("required").size() == 1) {
      forbid(rest, Set.of(not.path("required").get(0).asString("")));
    } else if (keywords.equals(Set.of("anyOf"))) {
      JsonNode all = rest;
      for (JsonNode part : not.path("anyOf")) {
        ObjectNode one = copy(all);
        one.set("not", part);
        all = withoutNot(one);
      }
      return all;
    }
    return rest;
  }

  private static void exclude(ObjectNode schema, Set<String> excluded) {
    Set<String> types = new LinkedHashSet<>(SchemaTypes.named(schema.path("type")));
    if (types.isEmpty()) {
      types.addAll(SchemaTypes.ALL);
    }
    types.removeAll(excluded);
    ArrayNode kept = JsonMapper.shared().createArrayNode();
    types.forEach(kept::add);
    schema.set("type", kept);
  }

  private static void setAlso(ObjectNode schema, ArrayNode also) {
    if (also.isEmpty()) {
      schema.remove(SchemaMerging.ALSO);
    } else {
      schema.set(SchemaMerging.ALSO, also);
    }
  }

  private static ObjectNode copy(JsonNode schema) {
    return ((ObjectNode) schema).objectNode().setAll((ObjectNode) schema);
  }
}
