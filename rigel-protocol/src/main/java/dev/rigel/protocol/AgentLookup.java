package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

/** By what a client looks for an agent. */
public sealed interface AgentLookup {
  record ById(String id) implements AgentLookup {
    public ById {
      requireNonNull(id, "id");
    }
  }

  record ByName(String name) implements AgentLookup {
    public ByName {
      requireNonNull(name, "name");
    }
  }

  record ByPrompt(String prompt) implements AgentLookup {
    public ByPrompt {
      requireNonNull(prompt, "prompt");
    }
  }
}
