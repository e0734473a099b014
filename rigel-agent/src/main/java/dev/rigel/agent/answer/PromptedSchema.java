package dev.rigel.agent.answer;

import dev.rigel.base.RigelException;
import dev.rigel.protocol.ChatMessage;
import dev.rigel.protocol.ResponseFormat;
import dev.rigel.protocol.Role;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the JSON schema of clients that write it into their messages: those that ask for {@code
 * json_object}, or in words for a fenced block of JSON, and say in the prompt what is to stand in
 * it.
 */
public final class PromptedSchema {
  /** How a message asks for a fenced block. */
  private static final String FENCE = "```json";

  private static final int LONGEST_TEXT = 200_000;
  private static final int MOST_TRIES = 16;

  /** Words follow the schema. */
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private PromptedSchema() {}

  /** The schema, checked; empty when the messages hold none, or one that cannot be used. */
  public static Optional<AnswerSchema> in(List<ChatMessage> messages, ResponseFormat format) {
    return switch (format) {
      case ResponseFormat.JsonObjectFormat _ -> found(messages);
      case ResponseFormat.TextFormat _ ->
          asksForFence(messages) ? found(messages) : Optional.empty();
      case ResponseFormat.JsonSchemaFormat _ -> Optional.empty();
    };
  }

  /** A request without the lines that ask for a fence. */
  public static String withoutFence(String request) {
    return String.join("\n", request.lines().filter(line -> !line.contains(FENCE)).toList());
  }

  private static boolean asksForFence(List<ChatMessage> messages) {
    return messages.getLast().role() == Role.USER && messages.getLast().text().contains(FENCE);
  }

  private static Optional<AnswerSchema> found(List<ChatMessage> messages) {
    return messages.stream()
        .filter(message -> message.role() == Role.SYSTEM || message.role() == Role.USER)
        .map(ChatMessage::text)
        .filter(text -> text.length() <= LONGEST_TEXT)
        .flatMap(text -> in(text).stream())
        .flatMap(schema -> checked(schema).stream())
        .findFirst();
  }

  private static Optional<JsonNode> in(String text) {
    int from = text.indexOf('{');
    for (int i = 0; from >= 0 && i < MOST_TRIES; i++) {
      Optional<JsonNode> value = first(text.substring(from)).filter(PromptedSchema::isSchema);
      if (value.isPresent()) {
        return value;
      }
      from = text.indexOf('{', from + 1);
    }
    return Optional.empty();
  }

  /** The JSON value at the text's beginning, whatever follows. */
  private static Optional<JsonNode> first(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      return Optional.ofNullable(JSON.readTree(parser));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static boolean isSchema(JsonNode value) {
    return value.path("properties").isObject()
        && !value.path("properties").isEmpty()
        && value.path("properties").values().stream()
            .allMatch(property -> property.isObject() || property.isBoolean())
        && (value.path("type").asString("").equals("object") || value.has("required"));
  }

  private static Optional<AnswerSchema> checked(JsonNode schema) {
    try {
      return Optional.of(new AnswerSchema(schema, "messages"));
    } catch (RigelException e) {
      return Optional.empty();
    }
  }
}
