package dev.rigel.agent.answer;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.media.Region;
import dev.rigel.media.Table;
import dev.rigel.tools.FactTypes;
import dev.rigel.tools.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Brings single values of a program into the form that a part of a schema describes. */
final class ValueShapes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 24;

  private final JsonShapes shapes;
  private final RegionShapes regions;
  private final MediaNames names;
  private final PlainJson plain;
  private final Effort effort;

  ValueShapes(JsonShapes shapes, RegionShapes regions, MediaNames names, Effort effort) {
    this.shapes = shapes;
    this.regions = regions;
    this.names = names;
    this.plain = new PlainJson(names::reference);
    this.effort = effort;
  }

  /** The value as this part of the schema wants it; empty where it does not fit. */
  Optional<JsonNode> fill(JsonNode part, String name, @Nullable Object value) {
    return fill(part, name, value, 0);
  }

  private Optional<JsonNode> fill(JsonNode part, String name, @Nullable Object value, int depth) {
    if (depth > MAX_DEPTH || !effort.spend()) {
      return Optional.empty();
    }
    if (value == null) {
      return shapes.isNullable(part) ? Optional.of(JSON.nullNode()) : Optional.empty();
    }
    for (JsonNode option : shapes.alternatives(part)) {
      Optional<JsonNode> filled = as(option, name, value, depth);
      if (filled.isPresent()) {
        return filled;
      }
    }
    return Optional.empty();
  }

  private Optional<JsonNode> as(JsonNode option, String name, Object value, int depth) {
    String type = shapes.type(option);
    if (type.isEmpty() && !option.has("enum") && !option.has("const")) {
      return Optional.of(plain.of(value));
    }
    return switch (value) {
      case Media media -> medium(option, media);
      case Region region -> region(option, name, region);
      case Table table -> table(option, name, table, depth);
      case Map<?, ?> map -> type.equals("object") ? map(option, map, depth) : Optional.empty();
      case Tag tag when type.equals("string") -> Scalars.of(option, type, tag.label());
      case Iterable<?> items ->
          type.equals("array") ? items(option, name, items, depth) : Optional.empty();
      default -> {
        Optional<Map<String, Object>> facts = FactTypes.facts(value);
        yield facts.isPresent()
            ? fill(option, name, facts.get(), depth + 1)
            : Scalars.of(option, type, value);
      }
    };
  }

  private Optional<JsonNode> medium(JsonNode option, Media media) {
    Optional<String> prefix = shapes.artifactPrefix(option);
    if (prefix.isPresent()) {
      return isCalled(prefix.get(), media) ? Optional.of(reference(media)) : Optional.empty();
    }
    return "string".equals(shapes.type(option))
        ? Optional.of(JSON.stringNode(names.url(media)))
        : Optional.empty();
  }

  /** A typed reference: {@code {"id": "img_1a2b3c"}}. */
  JsonNode reference(Media media) {
    return JSON.objectNode().put("id", names.reference(media));
  }

  static boolean isCalled(String prefix, Media media) {
    return switch (media) {
      case Image _ -> prefix.equals("img_");
      case Document _ -> prefix.equals("doc_");
    };
  }

  private Optional<JsonNode> region(JsonNode option, String name, Region region) {
    return switch (shapes.type(option)) {
      case "object" -> regions.shape(option, region);
      case "array" ->
          regions.isCoordinates(name, option)
              ? Optional.of(regions.coordinates(name, region))
              : Optional.empty();
      case "string" ->
          Scalars.of(option, "string", region.text().isEmpty() ? region.label() : region.text());
      default -> Scalars.of(option, shapes.type(option), region.text());
    };
  }

  /** Rows as lists; as objects by the header's names; or header and rows apart. */
  private Optional<JsonNode> table(JsonNode option, String name, Table table, int depth) {
    List<List<String>> rows = table.rows();
    if ("array".equals(shapes.type(option))) {
      boolean ofObjects =
          shapes.alternatives(option.path("items")).stream()
              .anyMatch(item -> "object".equals(shapes.type(item)));
      return items(option, name, ofObjects ? records(rows) : rows, depth);
    }
    Map<String, Object> parts = new LinkedHashMap<>();
    List<String> header = rows.isEmpty() ? List.of() : rows.getFirst();
    List<List<String>> body = rows.isEmpty() ? rows : rows.subList(1, rows.size());
    boolean apart = false;
    for (String part : List.of("headers", "header", "columns")) {
      parts.put(part, header);
      apart |= option.path("properties").has(part);
    }
    for (String part : List.of("rows", "data", "cells")) {
      parts.put(part, apart ? body : rows);
    }
    table.page().ifPresent(page -> parts.put("page", page - 1));
    return "object".equals(shapes.type(option)) ? map(option, parts, depth) : Optional.empty();
  }

  private static List<Map<String, String>> records(List<List<String>> rows) {
    List<Map<String, String>> records = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      Map<String, String> entries = new LinkedHashMap<>();
      for (int column = 0; column < rows.get(i).size(); column++) {
        entries.put(rows.getFirst().get(column), rows.get(i).get(column));
      }
      records.add(entries);
    }
    return records;
  }

  private Optional<JsonNode> map(JsonNode option, Map<?, ?> map, int depth) {
    ObjectNode result = JSON.objectNode();
    if (option.path("properties").isEmpty()) {
      return entries(option, map, depth, result);
    }
    Set<String> required = JsonShapes.required(option);
    boolean matched = map.isEmpty();
    for (Map.Entry<String, JsonNode> property : option.path("properties").properties()) {
      Optional<JsonNode> value = Optional.empty();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (isSameName(entry.getKey(), property.getKey())) {
          matched = true;
          value = fill(property.getValue(), property.getKey(), entry.getValue(), depth + 1);
        }
      }
      if (value.isPresent()) {
        result.set(property.getKey(), value.get());
      } else if (shapes.isNullable(property.getValue())) {
        result.set(property.getKey(), JSON.nullNode());
      } else if (required.contains(property.getKey())) {
        return Optional.empty();
      }
    }
    return matched ? Optional.of(result) : Optional.empty();
  }

  /** A map with free names. */
  private Optional<JsonNode> entries(JsonNode option, Map<?, ?> map, int depth, ObjectNode result) {
    JsonNode additional = option.path("additionalProperties");
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      Optional<JsonNode> value =
          additional.isObject()
              ? fill(additional, key, entry.getValue(), depth + 1)
              : Optional.of(plain.of(entry.getValue()));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      result.set(key, value.get());
    }
    return Optional.of(result);
  }

  static boolean isSameName(@Nullable Object key, String name) {
    return key instanceof String text && JsonShapes.key(text).equals(JsonShapes.key(name));
  }

  private Optional<JsonNode> items(JsonNode option, String name, Iterable<?> items, int depth) {
    ArrayNode all = JSON.arrayNode();
    JsonNode tuple = option.path("prefixItems");
    for (Object item : items) {
      JsonNode part = all.size() < tuple.size() ? tuple.get(all.size()) : option.path("items");
      Optional<JsonNode> value = fill(part, name, item, depth + 1);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      all.add(value.get());
    }
    return Optional.of(all);
  }
}
