package dev.rigel.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code rigel.yaml}: sections of settings, and lists of models and of MCP servers. */
final class SettingsFile {
  static final String MODELS = "models";
  static final String MCP = "mcp";

  private final SettingValues values;
  private final List<SettingsEntry> models = new ArrayList<>();
  private final List<SettingsEntry> mcpServers = new ArrayList<>();

  SettingsFile(SettingValues values) {
    this.values = values;
  }

  List<SettingsEntry> models() {
    return models;
  }

  List<SettingsEntry> mcpServers() {
    return mcpServers;
  }

  void read(Path file) {
    JsonNode root;
    try {
      root = new YAMLMapper().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      values.problem(file + " cannot be read.");
      return;
    } catch (JacksonException e) {
      values.problem(file + " is not valid YAML at line " + e.getLocation().getLineNr() + ".");
      return;
    }
    if (root.isMissingNode() || root.isNull()) {
      return;
    }
    for (Map.Entry<String, JsonNode> section : root.properties()) {
      switch (section.getKey()) {
        case MODELS -> list(section.getValue(), MODELS, models, file);
        case MCP -> list(section.getValue(), MCP, mcpServers, file);
        default -> section(section.getKey(), section.getValue(), file);
      }
    }
  }

  private void section(String name, JsonNode content, Path file) {
    if (!content.isObject()) {
      values.problem(file + ": " + name + " is not a section of settings.");
      return;
    }
    for (Map.Entry<String, JsonNode> entry : content.properties()) {
      String key = name + "." + entry.getKey();
      Setting.withKey(key)
          .ifPresentOrElse(
              setting -> values.set(setting, text(entry.getValue()), file.toString()),
              () -> values.problem(file + ": there is no setting " + key + "."));
    }
  }

  private void list(JsonNode content, String name, List<SettingsEntry> entries, Path file) {
    if (!content.isArray()) {
      values.problem(file + ": " + name + " is not a list.");
      return;
    }
    for (int i = 0; i < content.size(); i++) {
      String place = file + ": " + name + "[" + i + "]";
      if (content.get(i).isObject()) {
        entries.add(new SettingsEntry(content.get(i), place, values));
      } else {
        values.problem(place + " is not a group of settings.");
      }
    }
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      return String.join(",", value.values().stream().map(JsonNode::asString).toList());
    }
    return value.isNull() ? "" : value.asString();
  }
}
