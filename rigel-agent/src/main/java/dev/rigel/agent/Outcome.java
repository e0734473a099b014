package dev.rigel.agent;

import dev.rigel.media.Region;
import dev.rigel.protocol.ChatCompletion;
import java.util.List;

/**
 * What a turn came to.
 *
 * @param produced references of the media that the answer carries
 * @param boxes the places that the answer stands on
 */
record Outcome(List<ChatCompletion.Choice> choices, List<String> produced, List<Region> boxes) {
  Outcome {
    choices = List.copyOf(choices);
    produced = List.copyOf(produced);
    boxes = List.copyOf(boxes);
  }

  Outcome(List<ChatCompletion.Choice> choices) {
    this(choices, List.of(), List.of());
  }
}
