package dev.rigel.agent.answer;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** Of an object in a list: what no page prints. A line's description is printed. */
  private static final Set<String> WORDED = Set.of("caption", "summary", "explanation", "response");

  private static final int DEEPEST = 8;

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
   * The values to read, in the schema's own shape; empty when a part is neither a plain value nor
   * an object or a list of objects of such, or when parts are to be worded among others.
   */
  public Optional<ReadFields.Group> read() {
    return group(shapes.resolve(root), 0);
  }

  private Optional<ReadFields.Group> group(JsonNode object, int depth) {
    Map<String, ReadFields> members = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : object.path("properties").properties()) {
      Optional<ReadFields> member = member(property.getKey(), property.getValue(), depth);
      if (member.isEmpty()) {
        return Optional.empty();
      }
      members.put(property.getKey(), member.get());
    }
    return members.isEmpty() ? Optional.empty() : Optional.of(new ReadFields.Group(members));
  }

  private Optional<ReadFields> member(String name, JsonNode written, int depth) {
    JsonNode option = shapes.alternatives(written).getFirst();
    return switch (shapes.type(option)) {
      case "string" -> value(isDate(name, option) ? "date" : "str", written, option);
      case "integer" -> value("int", written, option);
      case "number" -> value("float", written, option);
      case "boolean" -> value("bool", written, option);
      case "object" -> inner(option, depth).map(group -> group);
      case "array" ->
          inner(shapes.alternatives(option.path("items")).getFirst(), depth)
              .map(ReadFields.Rows::new);
      default -> Optional.empty();
    };
  }

  private Optional<ReadFields.Group> inner(JsonNode object, int depth) {
    boolean worded =
        object.path("properties").propertyNames().stream()
            .anyMatch(name -> WORDED.contains(name.toLowerCase(Locale.ROOT)));
    return worded || depth >= DEEPEST ? Optional.empty() : group(object, depth + 1);
  }

  private static Optional<ReadFields> value(String kind, JsonNode written, JsonNode option) {
    List<String> options =
        option
            .path("enum")
            .valueStream()
            .filter(JsonNode::isString)
            .map(JsonNode::asString)
            .toList();
    return Optional.of(
        new ReadFields.Value(
            kind,
            written.path("description").asString(option.path("description").asString("")),
            options));
  }

  private static boolean isDate(String name, JsonNode option) {
    return "date".equals(option.path("format").asString(""))
        || name.toLowerCase(Locale.ROOT).matches("(.*_)?date(_.*)?|due|date.*");
  }
}
