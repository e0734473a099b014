package dev.rigel.agent.skill;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The lines between the dashes at the top of {@code SKILL.md}. Read as YAML, else, since a
 * description with a colon in it is none, line by line.
 */
record FrontMatter(Optional<String> name, String description) {
  static final FrontMatter NONE = new FrontMatter(Optional.empty(), "");

  static FrontMatter of(String text) {
    Optional<JsonNode> yaml = BoundedYaml.read(text).filter(JsonNode::isObject);
    return new FrontMatter(
        yaml.map(node -> node.path("name").asString(""))
            .or(() -> line(text, "name"))
            .map(String::strip)
            .filter(name -> !name.isEmpty()),
        yaml.map(node -> node.path("description").asString(""))
            .or(() -> line(text, "description"))
            .orElse("")
            .strip());
  }

  private static Optional<String> line(String text, String field) {
    Matcher line = Pattern.compile("(?m)^" + field + ":[ \\t]*(.*)$").matcher(text);
    return line.find()
        ? Optional.of(line.group(1).strip().replaceAll("^([\"'])(.*)\\1$", "$2"))
        : Optional.empty();
  }
}
