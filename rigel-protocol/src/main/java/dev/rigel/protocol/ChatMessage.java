package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One message of a conversation. Text given as a plain string is a single {@link ContentPart.Text};
 * an absent content is an empty list.
 *
 * @param toolCallId which call a {@link Role#TOOL} message answers
 * @param toolCalls calls an {@link Role#ASSISTANT} message asked for
 */
public record ChatMessage(
    Role role,
    List<ContentPart> content,
    Optional<String> name,
    Optional<String> toolCallId,
    List<ToolCall> toolCalls) {
  public ChatMessage {
    requireNonNull(role, "role");
    content = List.copyOf(content);
    requireNonNull(name, "name");
    requireNonNull(toolCallId, "toolCallId");
    toolCalls = List.copyOf(toolCalls);
  }

  public ChatMessage(Role role, List<ContentPart> content) {
    this(role, content, Optional.empty(), Optional.empty(), List.of());
  }

  public static ChatMessage system(String text) {
    return new ChatMessage(Role.SYSTEM, List.of(new ContentPart.Text(text)));
  }

  public static ChatMessage user(String text) {
    return new ChatMessage(Role.USER, List.of(new ContentPart.Text(text)));
  }

  public static ChatMessage assistant(String text) {
    return new ChatMessage(Role.ASSISTANT, List.of(new ContentPart.Text(text)));
  }

  /** The text parts, joined by line breaks; empty when there is none. */
  public String text() {
    return content.stream()
        .filter(ContentPart.Text.class::isInstance)
        .map(part -> ((ContentPart.Text) part).text())
        .collect(Collectors.joining("\n"));
  }

  /** Every part that is not text, in order. */
  public List<ContentPart> media() {
    return content.stream().filter(part -> !(part instanceof ContentPart.Text)).toList();
  }
}
