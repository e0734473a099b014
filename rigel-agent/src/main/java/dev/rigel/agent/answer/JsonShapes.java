package dev.rigel.agent.answer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Questions about a JSON schema that the answer side asks again and again. Follows local references
 * only.
 */
final class JsonShapes {
  private final JsonNode root;

  JsonShapes(JsonNode root) {
    this.root = root;
  }

  /** The schema behind {@code $ref}s, single-entry {@code allOf}s included; stops at cycles. */
  JsonNode resolve(JsonNode schema) {
    JsonNode current = schema;
    Set<String> seen = new HashSet<>();
    while (true) {
      String reference = current.path("$ref").asString("");
      if (reference.startsWith("#/") && seen.add(reference)) {
        current = root.at(reference.substring(1));
      } else if (current.path("allOf").size() == 1) {
        current = current.path("allOf").get(0);
      } else {
        return current;
      }
    }
  }

  /**
   * The alternatives of {@code anyOf} and {@code oneOf}, resolved, {@code null} left out; the
   * schema itself if none.
   */
  List<JsonNode> alternatives(JsonNode schema) {
    JsonNode resolved = resolve(schema);
    List<JsonNode> options = new ArrayList<>();
    for (String keyword : List.of("anyOf", "oneOf")) {
      for (JsonNode option : resolved.path(keyword)) {
        JsonNode target = resolve(option);
        if (!"null".equals(target.path("type").asString(""))) {
          options.add(target);
        }
      }
    }
    return options.isEmpty() ? List.of(resolved) : options;
  }

  boolean isNullable(JsonNode schema) {
    JsonNode resolved = resolve(schema);
    if (types(resolved).contains("null")) {
      return true;
    }
    for (String keyword : List.of("anyOf", "oneOf")) {
      for (JsonNode option : resolved.path(keyword)) {
        if (isNullable(option)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The one type besides null, guessed from its keywords where {@code type} is absent. */
  String type(JsonNode resolved) {
    Set<String> types = types(resolved);
    types.remove("null");
    if (types.size() == 1) {
      return types.iterator().next();
    }
    if (resolved.has("properties")) {
      return "object";
    }
    if (resolved.has("items") || resolved.has("prefixItems")) {
      return "array";
    }
    if (types.contains("number")) {
      return "number";
    }
    return types.isEmpty() ? "" : types.iterator().next();
  }

  private static Set<String> types(JsonNode resolved) {
    Set<String> types = new HashSet<>();
    JsonNode type = resolved.path("type");
    if (type.isArray()) {
      type.forEach(t -> types.add(t.asString("")));
    } else if (type.isString()) {
      types.add(type.asString());
    }
    return types;
  }

  /**
   * The prefix of artifact ids when the schema describes a typed reference such as {@code
   * ImageRef}: {@code img_}.
   */
  Optional<String> artifactPrefix(JsonNode resolved) {
    JsonNode properties = resolved.path("properties");
    if (properties.size() != 1 || !properties.has("id")) {
      return Optional.empty();
    }
    String pattern = resolve(properties.path("id")).path("pattern").asString("");
    String title = resolved.path("title").asString("").toLowerCase(Locale.ROOT);
    for (String prefix : List.of("img_", "doc_", "vid_", "aud_", "arr_", "url_", "recon_")) {
      if (pattern.startsWith("^" + prefix)) {
        return Optional.of(prefix);
      }
    }
    return switch (title) {
      case "imageref" -> Optional.of("img_");
      case "documentref" -> Optional.of("doc_");
      default -> Optional.empty();
    };
  }

  /** Whether a string property is described as a URL. */
  boolean isUrl(String name, JsonNode resolved) {
    String words =
        (name
                + " "
                + resolved.path("description").asString("")
                + " "
                + resolved.path("format").asString(""))
            .toLowerCase(Locale.ROOT);
    return words.matches("(?s).*(\\burls?\\b|_url|url_|\\buri\\b|presigned|^url).*");
  }

  /** The names in {@code required}. */
  static Set<String> required(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.path("required").forEach(name -> names.add(name.asString("")));
    return names;
  }

  /**
   * Lower case letters and digits only: {@code Invoice No.} and {@code invoice_no} are the same
   * name.
   */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
