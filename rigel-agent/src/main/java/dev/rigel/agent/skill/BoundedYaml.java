package dev.rigel.agent.skill;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads a stranger's YAML: bounded in depth and number of values, and without aliases, which make
 * small texts mean large ones.
 */
final class BoundedYaml {
  private static final int DEEPEST = 20;
  private static final int MOST_TOKENS = 20_000;

  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxTokenCount(MOST_TOKENS)
                  .build())
          .build();
  private static final YAMLMapper MAPPER = new YAMLMapper(FACTORY);

  private BoundedYaml() {}

  /** The value; empty when the text is not such YAML. */
  static Optional<JsonNode> read(String text) {
    try {
      return hasAlias(text) ? Optional.empty() : Optional.of(MAPPER.readTree(text));
    } catch (JacksonException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  private static boolean hasAlias(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      while (parser.nextToken() != null) {
        if (((YAMLParser) parser).isCurrentAlias()) {
          return true;
        }
      }
      return false;
    }
  }
}
