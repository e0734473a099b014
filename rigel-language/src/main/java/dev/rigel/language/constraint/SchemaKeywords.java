package dev.rigel.language.constraint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Finds the keywords of a schema that writing cannot be held to. */
final class SchemaKeywords {
  private static final int DEEPEST = 200;

  private static final Set<String> NEVER_HELD =
      Set.of(
          "not",
          "if",
          "then",
          "else",
          "dependentSchemas",
          "dependentRequired",
          "dependencies",
          "contains",
          "minContains",
          "maxContains",
          "patternProperties",
          "propertyNames",
          "unevaluatedProperties",
          "unevaluatedItems",
          "multipleOf",
          "contentEncoding",
          "contentMediaType",
          "contentSchema",
          "$dynamicRef",
          "$recursiveRef",
          "minProperties",
          "maxProperties");

  private static final List<String> ONE_SCHEMA = List.of("items", "additionalProperties");
  private static final List<String> MANY_SCHEMAS =
      List.of("allOf", "anyOf", "oneOf", "prefixItems");
  private static final List<String> NAMED_SCHEMAS = List.of("properties", "$defs", "definitions");

  private SchemaKeywords() {}

  static Set<String> notHeld(JsonNode schema) {
    Set<String> found = new TreeSet<>();
    collect(schema, found, 0);
    return found;
  }

  private static void collect(JsonNode schema, Set<String> found, int depth) {
    if (!schema.isObject() || depth > DEEPEST) {
      return;
    }
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      String keyword = member.getKey();
      JsonNode value = member.getValue();
      if (NEVER_HELD.contains(keyword)
          || (keyword.equals("uniqueItems") && value.asBoolean(false))
          || (keyword.equals("pattern") && PatternParser.parse(value.asString("")).isEmpty())
          || (keyword.equals("format") && !formatHeld(schema, value))
          || (keyword.equals("oneOf") && !areDisjoint(value))) {
        found.add(keyword);
      }
      if (ONE_SCHEMA.contains(keyword)) {
        collect(value, found, depth + 1);
        value.forEach(part -> collect(part, found, depth + 1));
      } else if (MANY_SCHEMAS.contains(keyword)) {
        value.forEach(part -> collect(part, found, depth + 1));
      } else if (NAMED_SCHEMAS.contains(keyword)) {
        value.properties().forEach(part -> collect(part.getValue(), found, depth + 1));
      }
    }
  }

  /** A pattern beside a format is what writing is held to. */
  private static boolean formatHeld(JsonNode schema, JsonNode format) {
    return StringFormats.known(format.asString("")) && !schema.has("pattern");
  }

  /** Branches of different types cannot both hold; of others it is not known. */
  private static boolean areDisjoint(JsonNode branches) {
    Set<String> seen = new TreeSet<>();
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
