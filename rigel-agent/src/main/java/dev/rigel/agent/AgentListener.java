package dev.rigel.agent;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Hears what a turn does while it runs. Must be quick; may throw to end the run when its client is
 * gone.
 */
public interface AgentListener {
  AgentListener SILENT = new AgentListener() {};

  /** The ids are known; nothing has been done yet. */
  default void started(String completionId, String sessionId) {}

  /** A piece of the first choice's text, in order. */
  default void wrote(String text) {}

  /**
   * As {@link #wrote(String)}, with the log-probabilities of the tokens written, as OpenAI lays
   * them out; only when they were asked for.
   */
  default void wrote(String text, Optional<JsonNode> logprobs) {
    wrote(text);
  }

  /** Progress: planning, a program, a step, a warning. */
  default void happened(AgentEvent event) {}
}
