package dev.rigel.agent.answer;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a JSON schema asks for, seen from the planning side: fields to read, or places, media and
 * prose to be made.
 */
public final class SchemaFields {
  private static final Set<String> PROSE =
      Set.of(
          "caption",
          "description",
          "answer",
          "summary",
          "explanation",
          "tags",
          "title",
          "response");

  private final JsonNode root;
  private final JsonShapes shapes;
  private final RegionShapes regions;

  private SchemaFields(JsonNode root) {
    this.root = root;
    this.shapes = new JsonShapes(root);
    this.regions = new RegionShapes(shapes);
  }

  public static SchemaFields of(JsonNode schema) {
    return new SchemaFields(schema);
  }

  /** Whether any part is a typed reference, a URL to be made, or something with a place. */
  public boolean wantsMediaOrPlaces() {
    return wantsMediaOrPlaces("", root, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private boolean wantsMediaOrPlaces(String name, JsonNode part, Set<JsonNode> seen) {
    for (JsonNode option : shapes.alternatives(part)) {
      if (shapes.artifactPrefix(option).isPresent()
          || regions.isRegion(option)
          || regions.isCoordinates(name, option)
          || ("string".equals(shapes.type(option)) && shapes.isUrl(name, option))) {
        return true;
      }
      if (!seen.add(option)) {
        continue;
      }
      for (Map.Entry<String, JsonNode> property : option.path("properties").properties()) {
        if (wantsMediaOrPlaces(property.getKey(), property.getValue(), seen)) {
          return true;
        }
      }
      if (option.has("items") && wantsMediaOrPlaces(name, option.path("items"), seen)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether all it asks for is something to be worded: a caption, tags, an answer, a number of
   * things.
   */
  public boolean isProse() {
    return shapes.resolve(root).path("properties").properties().stream()
        .allMatch(p -> {
          String name = p.getKey().toLowerCase(Locale.ROOT);
          return PROSE.contains(name) || name.contains("count") || name.startsWith("num");
        });
  }

  /**
   * Field names and the types to read them as ({@code str int float bool date}), when none is
   * nested.
   */
  public Optional<Map<String, String>> flat() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property :
        shapes.resolve(root).path("properties").properties()) {
      JsonNode option = shapes.alternatives(property.getValue()).getFirst();
      String name = property.getKey();
      String type =
          switch (shapes.type(option)) {
            case "string" -> isDate(name, option) ? "date" : "str";
            case "integer" -> "int";
            case "number" -> "float";
            case "boolean" -> "bool";
            default -> "";
          };
      if (type.isEmpty()) {
        return Optional.empty();
      }
      fields.put(name, type);
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(fields);
  }

  private static boolean isDate(String name, JsonNode option) {
    return "date".equals(option.path("format").asString(""))
        || name.toLowerCase(Locale.ROOT).matches("(.*_)?date(_.*)?|due|date.*");
  }
}
