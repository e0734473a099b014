package dev.rigel.language.constraint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds what {@code $ref} names, within one schema only, and merges schemas that must both hold.
 */
final class SchemaReferences {
  private final JsonNode root;

  SchemaReferences(JsonNode root) {
    this.root = root;
  }

  /**
   * @throws IllegalArgumentException when it is not in this schema
   */
  JsonNode resolve(String reference) {
    if (!reference.startsWith("#")) {
      throw new IllegalArgumentException(
          "it refers to another document, and only references within the schema (#/...) are"
              + " followed");
    }
    JsonNode at = root;
    String pointer = reference.substring(1);
    if (pointer.isEmpty()) {
      return at;
    }
    if (!pointer.startsWith("/")) {
      throw new IllegalArgumentException("its reference " + shortened(reference) + " is no path");
    }
    for (String part : pointer.substring(1).split("/", -1)) {
      String name =
          URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8)
              .replace("~1", "/")
              .replace("~0", "~");
      at =
          at.isArray() && name.matches("\\d{1,6}")
              ? at.path(Integer.parseInt(name))
              : at.path(name);
    }
    if (at.isMissingNode()) {
      throw new IllegalArgumentException("it has nothing at the reference " + shortened(reference));
    }
    return at;
  }

  /** Both schemas at once: members join, for bounds the narrower counts. */
  static JsonNode merged(JsonNode first, JsonNode second) {
    if (first.isBoolean()) {
      return first.booleanValue() ? second : first;
    }
    if (second.isBoolean()) {
      return second.booleanValue() ? first : second;
    }
    ObjectNode all = ((ObjectNode) first).deepCopy();
    second
        .properties()
        .forEach(member -> {
          JsonNode old = all.path(member.getKey());
          JsonNode value = member.getValue();
          all.set(
              member.getKey(),
              old.isMissingNode() || old.equals(value)
                  ? value
                  : mergedMember(member.getKey(), old, value));
        });
    return all;
  }

  private static JsonNode mergedMember(String name, JsonNode old, JsonNode value) {
    return switch (name) {
      case "properties", "$defs", "definitions" -> {
        ObjectNode members = ((ObjectNode) old).deepCopy();
        value
            .properties()
            .forEach(member -> {
              JsonNode before = members.path(member.getKey());
              members.set(
                  member.getKey(),
                  before.isMissingNode() ? member.getValue() : bothOf(before, member.getValue()));
            });
        yield members;
      }
      case "required" -> {
        var names = ((tools.jackson.databind.node.ArrayNode) old).deepCopy();
        value.forEach(names::add);
        yield names;
      }
      case "allOf" -> {
        var parts = ((tools.jackson.databind.node.ArrayNode) old).deepCopy();
        value.forEach(parts::add);
        yield parts;
      }
      case "items", "additionalProperties" -> bothOf(old, value);
      case "enum" -> {
        var kept = ((tools.jackson.databind.node.ArrayNode) value).arrayNode();
        for (JsonNode option : value) {
          for (JsonNode other : old) {
            if (other.equals(option)) {
              kept.add(option);
            }
          }
        }
        yield kept;
      }
      case "type" -> {
        var kept = tools.jackson.databind.json.JsonMapper.shared().createArrayNode();
        for (String type : SchemaTypes.named(value)) {
          if (SchemaTypes.named(old).contains(type)) {
            kept.add(type);
          } else if (type.equals("integer") && SchemaTypes.named(old).contains("number")) {
            kept.add(type);
          } else if (type.equals("number") && SchemaTypes.named(old).contains("integer")) {
            kept.add("integer");
          }
        }
        yield kept;
      }
      case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties" ->
          old.isNumber()
                  && value.isNumber()
                  && old.decimalValue().compareTo(value.decimalValue()) > 0
              ? old
              : value;
      case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties" ->
          old.isNumber()
                  && value.isNumber()
                  && old.decimalValue().compareTo(value.decimalValue()) < 0
              ? old
              : value;
      default -> value;
    };
  }

  private static JsonNode bothOf(JsonNode first, JsonNode second) {
    if (first.equals(second)) {
      return first;
    }
    ObjectNode both = tools.jackson.databind.json.JsonMapper.shared().createObjectNode();
    both.putArray("allOf").add(first).add(second);
    return both;
  }

  static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
