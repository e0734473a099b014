package dev.rigel.language.constraint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds what {@code $ref} names, within one schema only, and merges schemas that must both hold.
 */
final class SchemaReferences {
  /**
   * Holds, in a merged schema, what must be satisfied as well and has no place in it because its
   * keyword is taken.
   */
  static final String ALSO = "rigel-also";

  private final JsonNode root;
  private final Map<String, JsonNode> anchors = new HashMap<>();

  SchemaReferences(JsonNode root) {
    this.root = root;
    collectAnchors(root);
  }

  /** Names that schemas give themselves; the outermost of a name counts. */
  private void collectAnchors(JsonNode from) {
    Deque<JsonNode> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      JsonNode node = open.remove();
      for (String keyword : List.of("$anchor", "$dynamicAnchor", "$id", "id")) {
        String name = node.path(keyword).asString("");
        boolean byId = keyword.endsWith("id");
        if (!name.isEmpty() && (!byId || name.startsWith("#"))) {
          anchors.putIfAbsent(byId ? name.substring(1) : name, node);
        }
      }
      node.forEach(open::add);
    }
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
      JsonNode named = anchors.get(pointer);
      if (named == null) {
        throw new IllegalArgumentException(
            "it has nothing at the reference " + shortened(reference));
      }
      return named;
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

  static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
