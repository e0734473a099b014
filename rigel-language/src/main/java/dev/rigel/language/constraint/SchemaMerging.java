package dev.rigel.language.constraint;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes one schema of two that must both hold. */
final class SchemaMerging {
  /**
   * Holds, in a merged schema, what must be satisfied as well and has no place in it because its
   * keyword is taken.
   */
  static final String ALSO = "rigel-also";

  private SchemaMerging() {}

  /** Both schemas at once: members join, for bounds the narrower counts. */
  static JsonNode merged(JsonNode first, JsonNode second) {
    if (first.isBoolean()) {
      return first.booleanValue() ? second : first;
    }
    if (second.isBoolean()) {
      return second.booleanValue() ? first : second;
    }
    ObjectNode all = ((ObjectNode) first).objectNode().setAll((ObjectNode) first);
    for (Map.Entry<String, JsonNode> member : second.properties()) {
      String keyword = member.getKey();
      JsonNode old = all.path(keyword);
      JsonNode value = member.getValue();
      if (old.isMissingNode()) {
        all.set(keyword, value);
      } else if (!old.equals(value)) {
        Optional<JsonNode> both = merged(keyword, old, value);
        if (both.isPresent()) {
          all.set(keyword, both.get());
        } else if (!SchemaKeywords.isAnnotation(keyword)) {
          add(all, keyword, second);
        }
      }
    }
    return all;
  }

  /** Keeps a keyword that is taken, with those that it works together with. */
  private static void add(ObjectNode all, String keyword, JsonNode from) {
    ObjectNode part = all.objectNode();
    part.set(keyword, from.path(keyword));
    for (String companion : SchemaKeywords.companions(keyword)) {
      if (from.has(companion)) {
        part.set(companion, from.path(companion));
      }
    }
    ArrayNode also = all.path(ALSO) instanceof ArrayNode known ? known.deepCopy() : all.arrayNode();
    also.add(part);
    all.set(ALSO, also);
  }

  /** One keyword's value for two; empty when one value cannot say both. */
  private static Optional<JsonNode> merged(String keyword, JsonNode old, JsonNode value) {
    return switch (keyword) {
      case "properties", "$defs", "definitions" ->
          old.isObject() && value.isObject()
              ? Optional.of(mergedMembers((ObjectNode) old, (ObjectNode) value))
              : Optional.of(value);
      case "required", "allOf", ALSO ->
          old instanceof ArrayNode first && value instanceof ArrayNode second
              ? Optional.of(first.deepCopy().addAll(second))
              : Optional.of(value);
      case "items", "additionalProperties", "propertyNames", "unevaluatedProperties" ->
          isSchema(old) && isSchema(value) ? Optional.of(bothOf(old, value)) : Optional.empty();
      case "enum" -> Optional.of(common(old, value));
      case "type" -> Optional.of(commonTypes(old, value));
      case "uniqueItems" -> Optional.of(old.asBoolean(false) ? old : value);
      case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties" ->
          Optional.of(narrower(old, value, 1));
      case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties" ->
          Optional.of(narrower(old, value, -1));
      default -> Optional.empty();
    };
  }

  private static boolean isSchema(JsonNode node) {
    return node.isObject() || node.isBoolean();
  }

  private static JsonNode narrower(JsonNode old, JsonNode value, int sign) {
    if (!old.isNumber() || !value.isNumber()) {
      return value;
    }
    int order = Integer.signum(old.decimalValue().compareTo(value.decimalValue()));
    return order == sign ? old : value;
  }

  private static JsonNode mergedMembers(ObjectNode old, ObjectNode value) {
    ObjectNode members = old.objectNode().setAll(old);
    value
        .properties()
        .forEach(member -> {
          JsonNode before = members.path(member.getKey());
          members.set(
              member.getKey(),
              before.isMissingNode() ? member.getValue() : bothOf(before, member.getValue()));
        });
    return members;
  }

  private static JsonNode common(JsonNode old, JsonNode value) {
    ArrayNode kept = JsonMapper.shared().createArrayNode();
    for (JsonNode option : value) {
      for (JsonNode other : old) {
        if (other.equals(option)) {
          kept.add(option);
        }
      }
    }
    return kept;
  }

  private static JsonNode commonTypes(JsonNode old, JsonNode value) {
    ArrayNode kept = JsonMapper.shared().createArrayNode();
    for (String type : SchemaTypes.named(value)) {
      if (SchemaTypes.named(old).contains(type)) {
        kept.add(type);
      } else if (type.equals("integer") && SchemaTypes.named(old).contains("number")) {
        kept.add(type);
      } else if (type.equals("number") && SchemaTypes.named(old).contains("integer")) {
        kept.add("integer");
      }
    }
    return kept;
  }

  private static JsonNode bothOf(JsonNode first, JsonNode second) {
    if (first.equals(second)) {
      return first;
    }
    ObjectNode both = JsonMapper.shared().createObjectNode();
    both.putArray("allOf").add(first).add(second);
    return both;
  }

  /** With a place free again, what had been kept for it moves in. */
  static JsonNode freed(JsonNode schema) {
    if (!(schema.path(ALSO) instanceof ArrayNode also)) {
      return schema;
    }
    ObjectNode rest = (ObjectNode) without(schema, ALSO);
    JsonNode all = rest;
    for (JsonNode part : also) {
      all = merged(all, part);
    }
    return all;
  }

  static JsonNode without(JsonNode schema, String keyword) {
    ObjectNode rest = ((ObjectNode) schema).objectNode();
    schema
        .properties()
        .forEach(member -> {
          if (!member.getKey().equals(keyword)) {
            rest.set(member.getKey(), member.getValue());
          }
        });
    return rest;
  }
}
