package dev.rigel.language.constraint;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What is to be known of a schema's keywords: which say nothing, which a grammar cannot hold. */
final class SchemaKeywords {
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "$schema",
          "$id",
          "id",
          "$anchor",
          "$dynamicAnchor",
          "$comment",
          "$defs",
          "definitions",
          "title",
          "description",
          "default",
          "examples",
          "example",
          "deprecated",
          "readOnly",
          "writeOnly");

  /** Those of which a grammar holds nothing, or not all. */
  private static final Set<String> NOT_WHOLLY_HELD =
      Set.of(
          "not",
          "if",
          "dependentSchemas",
          "dependentRequired",
          "dependencies",
          "contains",
          "unevaluatedProperties",
          "unevaluatedItems",
          "multipleOf",
          "minProperties",
          "maxProperties",
          "propertyNames",
          "patternProperties",
          SchemaMerging.ALSO);

  private static final Map<String, List<String>> COMPANIONS =
      Map.of(
          "if", List.of("then", "else"),
          "contains", List.of("minContains", "maxContains"),
          "additionalProperties", List.of("properties", "patternProperties"),
          "items", List.of("prefixItems"));

  private SchemaKeywords() {}

  /** Whether it says nothing of which values are valid. */
  static boolean isAnnotation(String keyword) {
    return ANNOTATIONS.contains(keyword) || keyword.startsWith("x-");
  }

  /** Keywords that change what this one means. */
  static List<String> companions(String keyword) {
    return COMPANIONS.getOrDefault(keyword, List.of());
  }

  /** Whether something beside annotations is in the schema. */
  static boolean hasRules(JsonNode schema) {
    return schema.isObject()
        && schema.properties().stream().anyMatch(member -> !isAnnotation(member.getKey()));
  }

  /** Whether the schema's own keywords ask for more than its grammar holds writing to. */
  static boolean needGuard(JsonNode schema) {
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      JsonNode value = member.getValue();
      boolean open =
          switch (member.getKey()) {
            case "uniqueItems" -> value.asBoolean(false);
            case "pattern" ->
                !PatternParser.parse(value.asString(""))
                    .map(PatternParser.Texts::exact)
                    .orElse(false);
            case "format" -> schema.has("pattern") || !StringFormats.known(value.asString(""));
            case "oneOf" -> !areDisjoint(value);
            case "enum", "const" -> hasFurtherRules(schema);
            default -> NOT_WHOLLY_HELD.contains(member.getKey());
          };
      if (open) {
        return true;
      }
    }
    return false;
  }

  /** The schema that nothing satisfies. */
  static boolean isFalse(JsonNode schema) {
    return schema.isBoolean() && !schema.booleanValue();
  }

  /** Of fixed values only the type is looked at. */
  private static boolean hasFurtherRules(JsonNode schema) {
    Set<String> others = new HashSet<>();
    schema.properties().forEach(member -> others.add(member.getKey()));
    others.removeIf(keyword -> isAnnotation(keyword) || keyword.equals("nullable"));
    others.removeAll(Set.of("enum", "type"));
    return !others.isEmpty() && !others.equals(Set.of("const"));
  }

  /** Branches of different types cannot both hold; of others it is not known. */
  private static boolean areDisjoint(JsonNode branches) {
    Set<String> seen = new HashSet<>();
    for (JsonNode branch : branches) {
      Set<String> types = SchemaTypes.named(branch.path("type"));
      if (types.isEmpty()) {
        return false;
      }
      for (String type : types) {
        if (!seen.add(type.equals("integer") ? "number" : type)) {
          return false;
        }
      }
    }
    return true;
  }
}
