package dev.rigel.language.constraint;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Which JSON types a schema allows. */
final class SchemaTypes {
  static final List<String> ALL = List.of("object", "array", "string", "number", "boolean", "null");

  private SchemaTypes() {}

  /** The names in a {@code type} keyword, one or a list. */
  static Set<String> named(JsonNode type) {
    Set<String> names = new LinkedHashSet<>();
    if (type.isString()) {
      names.add(type.stringValue());
    }
    if (type.isArray()) {
      type.forEach(name -> names.add(name.asString("")));
    }
    return names;
  }

  /**
   * What is written for a schema: its own types, or those that its other keywords speak of, or all.
   * A schema that speaks of strings without naming the type allows numbers too; writing a string is
   * what its author means.
   */
  static Set<String> written(JsonNode schema) {
    Set<String> types = named(schema.path("type"));
    if (types.isEmpty() && !schema.has("type")) {
      addIf(
          types,
          "object",
          schema,
          List.of(
              "properties",
              "additionalProperties",
              "unevaluatedProperties",
              "patternProperties",
              "propertyNames",
              "required",
              "minProperties",
              "maxProperties"));
      addIf(
          types,
          "array",
          schema,
          List.of(
              "items",
              "prefixItems",
              "unevaluatedItems",
              "contains",
              "minItems",
              "maxItems",
              "uniqueItems"));
      addIf(types, "string", schema, List.of("minLength", "maxLength", "pattern", "format"));
      addIf(
          types,
          "number",
          schema,
          List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"));
      if (types.isEmpty()) {
        types.addAll(ALL);
      }
    }
    if (schema.path("nullable").asBoolean(false)) {
      types.add("null");
    }
    return types;
  }

  private static void addIf(
      Set<String> types, String type, JsonNode schema, List<String> keywords) {
    if (keywords.stream().anyMatch(schema::has)) {
      types.add(type);
    }
  }
}
