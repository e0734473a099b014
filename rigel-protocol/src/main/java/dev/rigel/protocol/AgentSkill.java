package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

/** A skill that a request brings along, by reference or as a bundle. */
public sealed interface AgentSkill {
  /**
   * @param id its id or name
   * @param version {@code latest}, or one version
   */
  record ById(String id, String version) implements AgentSkill {
    public ById {
      requireNonNull(id, "id");
      requireNonNull(version, "version");
    }
  }

  /**
   * @param bundle a zip of the skill folder's content, in base64
   */
  record Inline(String name, String description, String bundle) implements AgentSkill {
    public Inline {
      requireNonNull(name, "name");
      requireNonNull(description, "description");
      requireNonNull(bundle, "bundle");
    }
  }
}
