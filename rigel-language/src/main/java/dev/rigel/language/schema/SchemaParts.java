package dev.rigel.language.schema;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema of which parts are to stand alone: the whole goes along under a name of its own, and
 * references of both lead there.
 */
public final class SchemaParts {
  private static final String WHOLE = "whole-schema";
  private static final List<String> NAMES_OF_ITS_OWN = List.of("$id", "id", "$schema");

  private final JsonNode whole;
  private final JsonNode moved;

  public SchemaParts(JsonNode whole) {
    this.whole = whole;
    this.moved = without(moved(whole));
  }

  /** A schema that means what the part means within the whole. */
  JsonNode alone(JsonNode part) {
    if (!part.isObject()) {
      return part;
    }
    ObjectNode alone = (ObjectNode) without(moved(part));
    if (whole.path("$schema").isString()) {
      alone.set("$schema", whole.path("$schema"));
    }
    ObjectNode definitions =
        alone.path("$defs") instanceof ObjectNode own ? own : alone.putObject("$defs");
    definitions.set(WHOLE, moved);
    return alone;
  }

  private static JsonNode without(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      // "id" may be a property's name only below "properties"; at a schema's top it names it.
      NAMES_OF_ITS_OWN.forEach(name -> {
        if (object.path(name).isString()) {
          object.remove(name);
        }
      });
    }
    return schema;
  }

  private static JsonNode moved(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = object.objectNode();
        object
            .properties()
            .forEach(
                member -> copy.set(member.getKey(), moved(member.getKey(), member.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = array.arrayNode();
        array.forEach(item -> copy.add(moved(item)));
        yield copy;
      }
      default -> node;
    };
  }

  private static JsonNode moved(String key, JsonNode value) {
    if (key.equals("$ref") && value.isString()) {
      String target = value.stringValue();
      if (target.equals("#") || target.startsWith("#/")) {
        return tools.jackson.databind.node.StringNode.valueOf(
            "#/$defs/" + WHOLE + target.substring(1));
      }
    }
    return moved(value);
  }
}
