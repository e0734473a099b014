package dev.rigel.agent.plan;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A JSON schema as a planner is told of it, short and in the words of programs: {@code {"count":
 * int, "names": [str]}}, and what an answer needs so that it can be satisfied at all.
 */
final class WantedShape {
  private static final int MOST_CHARACTERS = 240;
  private static final int DEEPEST = 3;
  private static final int MOST_PROPERTIES = 12;

  private final JsonNode root;

  WantedShape(JsonNode schema) {
    this.root = schema;
  }

  /** One line. */
  String text() {
    String text = text("", root, 0);
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + " …";
  }

  /**
   * Parameters of {@code answer} without which the schema cannot be satisfied: a medium that it
   * refers to.
   */
  Set<String> requiredAnswers() {
    Set<String> names = new LinkedHashSet<>();
    Set<String> required = new LinkedHashSet<>();
    resolved(root).path("required").forEach(name -> required.add(name.asString("")));
    if (!medium(resolved(root)).isEmpty()) {
      names.add(medium(resolved(root)));
    }
    for (Map.Entry<String, JsonNode> property : resolved(root).path("properties").properties()) {
      if (required.contains(property.getKey())) {
        String medium = medium(resolved(property.getValue()));
        if (!medium.isEmpty()) {
          names.add(medium);
        }
      }
    }
    return names;
  }

  private String text(String name, JsonNode part, int depth) {
    JsonNode option = resolved(part);
    String medium = medium(option);
    if (!medium.isEmpty()) {
      return medium;
    }
    if (option.path("enum").isArray()) {
      return option
          .path("enum")
          .valueStream()
          .limit(6)
          .map(JsonNode::toString)
          .collect(Collectors.joining(" | "));
    }
    return switch (type(option)) {
      case "object" -> depth >= DEEPEST ? "{…}" : object(option, depth);
      case "array" ->
          name.toLowerCase(Locale.ROOT).matches("xywh|bbox|box")
              ? "box"
              : "[" + text(name, option.path("items"), depth + 1) + "]";
      case "integer" -> "int";
      case "number" -> "float";
      case "boolean" -> "bool";
      case "string" -> option.path("format").asString("").startsWith("date") ? "date" : "str";
      default -> "value";
    };
  }

  private String object(JsonNode option, int depth) {
    return option.path("properties").properties().stream()
        .limit(MOST_PROPERTIES)
        .map(p -> '"' + p.getKey() + "\": " + text(p.getKey(), p.getValue(), depth + 1))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** A typed reference, {@code {"id": "img_1a2b3c"}}: the parameter of {@code answer} it names. */
  private String medium(JsonNode option) {
    JsonNode properties = option.path("properties");
    if (properties.size() != 1 || !properties.has("id")) {
      return "";
    }
    String pattern = resolved(properties.path("id")).path("pattern").asString("");
    String title = option.path("title").asString("").toLowerCase(Locale.ROOT);
    return pattern.startsWith("^img_") || title.equals("imageref")
        ? "image"
        : pattern.startsWith("^doc_") || title.equals("documentref") ? "document" : "";
  }

  private static String type(JsonNode option) {
    JsonNode type = option.path("type");
    if (type.isArray()) {
      return type.valueStream()
          .map(t -> t.asString(""))
          .filter(t -> !t.equals("null"))
          .findFirst()
          .orElse("");
    }
    return type.asString(option.has("properties") ? "object" : "");
  }

  /** The part a local reference names, or the first alternative that is not null. */
  private JsonNode resolved(JsonNode part) {
    JsonNode here = part;
    for (int i = 0; i < 8; i++) {
      String reference = here.path("$ref").asString("");
      if (reference.startsWith("#")) {
        here = root.at(reference.substring(1));
      } else if (here.path("anyOf").isArray() || here.path("oneOf").isArray()) {
        JsonNode options = here.path("anyOf").isArray() ? here.path("anyOf") : here.path("oneOf");
        here =
            options
                .valueStream()
                .filter(option -> !"null".equals(option.path("type").asString("")))
                .findFirst()
                .orElse(options);
      } else {
        return here;
      }
    }
    return here;
  }
}
