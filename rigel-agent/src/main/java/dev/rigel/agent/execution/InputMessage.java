package dev.rigel.agent.execution;

import dev.rigel.protocol.ChatMessage;
import dev.rigel.protocol.ContentPart;
import dev.rigel.protocol.Role;
import dev.rigel.protocol.RunInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Puts a prompt and named inputs together to the message that an agent answers: media first. */
final class InputMessage {
  /** Inputs under these names are the prompt where there is no other. */
  private static final Set<String> PROMPTS =
      Set.of("prompt", "text", "instruction", "instructions", "question", "query", "message");

  private InputMessage() {}

  static ChatMessage of(Optional<String> prompt, List<RunInput> inputs) {
    List<ContentPart> parts = new ArrayList<>();
    List<RunInput.Text> texts = new ArrayList<>();
    for (RunInput input : inputs) {
      switch (input) {
        case RunInput.Part medium -> parts.add(medium.part());
        case RunInput.Text text -> texts.add(text);
      }
    }
    Optional<String> request = prompt;
    if (request.isEmpty()) {
      Optional<RunInput.Text> instead =
          texts.stream()
              .filter(text -> PROMPTS.contains(text.name().toLowerCase(Locale.ROOT)))
              .findFirst();
      instead.ifPresent(texts::remove);
      request = instead.map(RunInput.Text::text);
    }
    List<String> blocks = new ArrayList<>();
    request.filter(text -> !text.isBlank()).ifPresent(blocks::add);
    texts.forEach(text -> blocks.add(text.name() + ": " + text.text()));
    if (!blocks.isEmpty() || parts.isEmpty()) {
      parts.add(new ContentPart.Text(String.join("\n\n", blocks)));
    }
    return new ChatMessage(Role.USER, parts);
  }
}
