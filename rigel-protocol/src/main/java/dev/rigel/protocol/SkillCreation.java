package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a client asks of {@code POST /skills/create}.
 *
 * @param name empty for the one that the source has, or one that is made
 * @param description empty for the one that the source has
 */
public record SkillCreation(Source source, Optional<String> name, Optional<String> description) {
  /** What the skill is made from. */
  public sealed interface Source {
    /**
     * @param schema what answers must satisfy
     */
    record Prompt(String prompt, Optional<JsonNode> schema) implements Source {
      public Prompt {
        requireNonNull(prompt, "prompt");
        requireNonNull(schema, "schema");
      }
    }

    record Session(String id) implements Source {
      public Session {
        requireNonNull(id, "id");
      }
    }

    /** An uploaded zip of the skill's folder. */
    record File(String id) implements Source {
      public File {
        requireNonNull(id, "id");
      }
    }
  }

  public SkillCreation {
    requireNonNull(source, "source");
    requireNonNull(name, "name");
    requireNonNull(description, "description");
  }
}
