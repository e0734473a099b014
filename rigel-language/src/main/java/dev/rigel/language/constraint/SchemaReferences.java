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

/** Finds what {@code $ref} names, within one schema only, and puts it where it is named. */
final class SchemaReferences {
  private static final int MOST_REFERENCES_IN_A_ROW = 16;

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

  /** The schema with its references and what must hold as well in one. */
  JsonNode merged(JsonNode schema) {
    JsonNode all = schema;
    for (int i = 0; all.has("$ref") || all.has("$dynamicRef") || all.path("allOf").isArray(); i++) {
      if (i > MOST_REFERENCES_IN_A_ROW) {
        throw new IllegalArgumentException("its references go round in a circle");
      }
      all = resolved(all);
      if (all.path("allOf").isArray()) {
        JsonNode parts = all.path("allOf");
        all = SchemaMerging.without(all, "allOf");
        for (JsonNode part : parts) {
          all = SchemaMerging.merged(all, resolved(checked(part)));
        }
      }
      if (!all.isObject()) {
        return all;
      }
    }
    return all;
  }

  /** The schema with what it refers to in place of the reference. */
  JsonNode resolved(JsonNode schema) {
    JsonNode at = schema;
    for (int i = 0; true; i++) {
      JsonNode now = at;
      Optional<String> keyword =
          List.of("$ref", "$dynamicRef").stream().filter(k -> now.path(k).isString()).findFirst();
      if (keyword.isEmpty()) {
        return checked(at);
      }
      if (i > MOST_REFERENCES_IN_A_ROW) {
        throw new IllegalArgumentException("its references go round in a circle");
      }
      at =
          SchemaMerging.merged(
              checked(resolve(at.path(keyword.get()).asString(""))),
              SchemaMerging.without(at, keyword.get()));
    }
  }

  static JsonNode checked(JsonNode schema) {
    if (!schema.isObject() && !schema.isBoolean()) {
      throw new IllegalArgumentException("a part of it is neither an object nor true or false");
    }
    return schema;
  }

  static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
