package dev.rigel.weights;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Turns {@code catalogue.yaml} into entries, refusing whatever it does not know. */
final class CatalogueReader {
  private CatalogueReader() {}

  static List<ModelEntry> read(InputStream yaml) {
    JsonNode root;
    try {
      root = YAMLMapper.shared().readTree(yaml);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the catalogue is not YAML: " + e.getOriginalMessage(), e);
    }
    only(root, "models");
    List<ModelEntry> entries = new ArrayList<>();
    for (JsonNode node : root.path("models")) {
      entries.add(entry(node));
    }
    return entries;
  }

  private static ModelEntry entry(JsonNode node) {
    String name = text(node, "name");
    try {
      only(
          node,
          "name",
          "purpose",
          "licence",
          "origin",
          "optional",
          "files",
          "sources",
          "platforms");
      Map<String, ModelEntry.Content> contents = new LinkedHashMap<>();
      if (node.has("files")) {
        contents.put(ModelEntry.ANY_PLATFORM, content(node));
      }
      for (Map.Entry<String, JsonNode> platform : node.path("platforms").properties()) {
        only(platform.getValue(), "files", "sources");
        contents.put(platform.getKey(), content(platform.getValue()));
      }
      return new ModelEntry(
          name,
          text(node, "purpose"),
          text(node, "licence"),
          text(node, "origin"),
          node.path("optional").asBoolean(false),
          contents);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("catalogue entry " + name + ": " + e.getMessage(), e);
    }
  }

  private static ModelEntry.Content content(JsonNode node) {
    List<ModelFile> files = new ArrayList<>();
    for (JsonNode file : node.path("files")) {
      only(file, "name", "bytes", "sha256");
      files.add(
          new ModelFile(text(file, "name"), file.path("bytes").asLong(0), text(file, "sha256")));
    }
    List<Source> sources = new ArrayList<>();
    for (JsonNode source : node.path("sources")) {
      sources.add(source(source));
    }
    return new ModelEntry.Content(files, sources);
  }

  private static Source source(JsonNode node) {
    if (node.has("url")) {
      only(node, "url");
      return new Source.Url(text(node, "url"));
    }
    if (node.has("network")) {
      only(node, "network");
      return new Source.Network(text(node, "network"));
    }
    for (Registry registry : Registry.values()) {
      String key = key(registry);
      if (node.has(key)) {
        only(node, key, "path", "parts");
        return new Source.Packages(
            registry, parts(text(node, key), text(node, "path"), node.path("parts").asInt(1)));
      }
    }
    throw new IllegalArgumentException("a source must be url, pip, npm, maven or network");
  }

  private static String key(Registry registry) {
    return switch (registry) {
      case PIP -> "pip";
      case NPM -> "npm";
      case MAVEN -> "maven";
    };
  }

  private static List<Source.Part> parts(String coordinates, String path, int count) {
    List<Source.Part> parts = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      parts.add(new Source.Part(numbered(coordinates, number), numbered(path, number)));
    }
    return parts;
  }

  private static String numbered(String template, int number) {
    return template
        .replace("{nn}", "%02d".formatted(number))
        .replace("{n}", Integer.toString(number));
  }

  private static String text(JsonNode node, String key) {
    String value = node.path(key).asString("");
    if (value.isBlank()) {
      throw new IllegalArgumentException("\"" + key + "\" is missing");
    }
    return value;
  }

  private static void only(JsonNode node, String... known) {
    Set<String> unknown = new TreeSet<>(node.propertyNames());
    unknown.removeAll(Set.of(known));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("unknown keys " + unknown);
    }
  }
}
