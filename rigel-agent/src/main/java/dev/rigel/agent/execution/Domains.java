package dev.rigel.agent.execution;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Knows what documents of a domain hold, for example {@code document.invoice}. */
@FunctionalInterface
public interface Domains {
  /** The JSON schema of a domain; empty when there is no such domain. */
  Optional<JsonNode> schema(String domain);
}
