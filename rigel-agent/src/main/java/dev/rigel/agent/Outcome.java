package dev.rigel.agent;

import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.Usage;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a turn came to.
 *
 * @param produced references of the media that the answer carries
 * @param extra the field {@code rigel}
 */
record Outcome(
    List<ChatCompletion.Choice> choices,
    Usage usage,
    List<String> produced,
    Optional<JsonNode> extra) {
  Outcome {
    choices = List.copyOf(choices);
    produced = List.copyOf(produced);
  }
}
