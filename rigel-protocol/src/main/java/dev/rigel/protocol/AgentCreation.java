package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a client asks of {@code POST /agent/create}.
 *
 * @param name empty when one is to be made
 * @param prompt what the agent does
 * @param config as it was sent, with {@code inputs} and {@code callback_url} that its runs start
 *     from
 */
public record AgentCreation(Optional<String> name, String prompt, JsonNode config) {
  public AgentCreation {
    requireNonNull(name, "name");
    requireNonNull(prompt, "prompt");
    requireNonNull(config, "config");
  }
}
