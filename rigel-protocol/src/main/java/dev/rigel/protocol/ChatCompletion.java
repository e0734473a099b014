package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole answer to a chat request.
 *
 * @param id for example {@code chatcmpl-} and a UUID
 * @param created Unix seconds
 * @param model as the client asked for it
 * @param systemFingerprint the version that answered
 * @param rigel extra field {@code rigel}: the program, warnings, steps; left out when empty
 */
public record ChatCompletion(
    String id,
    long created,
    String model,
    String systemFingerprint,
    List<Choice> choices,
    Usage usage,
    String sessionId,
    Optional<JsonNode> rigel) {

  /**
   * One of the answers.
   *
   * @param content structured output is JSON text in it; on the wire null in place of an empty text
   *     beside tool calls, otherwise always there
   * @param logprobs as OpenAI lays them out
   */
  public record Choice(
      int index,
      String content,
      List<ToolCall> toolCalls,
      FinishReason finishReason,
      Optional<JsonNode> logprobs) {
    public Choice {
      requireNonNull(content, "content");
      toolCalls = List.copyOf(toolCalls);
      requireNonNull(finishReason, "finishReason");
      requireNonNull(logprobs, "logprobs");
    }

    public Choice(int index, String content, FinishReason finishReason) {
      this(index, content, List.of(), finishReason, Optional.empty());
    }
  }

  public ChatCompletion {
    requireNonNull(id, "id");
    requireNonNull(model, "model");
    requireNonNull(systemFingerprint, "systemFingerprint");
    choices = List.copyOf(choices);
    requireNonNull(usage, "usage");
    requireNonNull(sessionId, "sessionId");
    requireNonNull(rigel, "rigel");
  }

  /** The first choice's text. */
  public String text() {
    return choices.isEmpty() ? "" : choices.getFirst().content();
  }

  public ObjectNode toJson() {
    ObjectNode node = Json.object();
    node.put("id", id);
    node.put("object", "chat.completion");
    node.put("created", created);
    node.put("model", model);
    node.put("system_fingerprint", systemFingerprint);
    node.putNull("service_tier");
    ArrayNode array = node.putArray("choices");
    choices.forEach(choice -> array.add(choice(choice)));
    node.set("usage", usage.toJson());
    node.put("session_id", sessionId);
    rigel.ifPresent(extra -> node.set("rigel", extra));
    return node;
  }

  private static ObjectNode choice(Choice choice) {
    ObjectNode node = Json.object();
    node.put("index", choice.index());
    node.put("finish_reason", choice.finishReason().wireName());
    choice.logprobs().ifPresentOrElse(v -> node.set("logprobs", v), () -> node.putNull("logprobs"));
    ObjectNode message = node.putObject("message");
    message.put("role", "assistant");
    if (choice.content().isEmpty() && !choice.toolCalls().isEmpty()) {
      message.putNull("content");
    } else {
      message.put("content", choice.content());
    }
    message.putNull("refusal");
    message.putNull("annotations");
    message.putNull("audio");
    message.putNull("function_call");
    if (choice.toolCalls().isEmpty()) {
      message.putNull("tool_calls");
    } else {
      message.set("tool_calls", ResponseNodes.toolCalls(choice.toolCalls()));
    }
    message.putNull("name");
    message.putNull("tool_call_id");
    return node;
  }

  /**
   * Reads a completion of this or another server of the same protocol; what is absent gets an empty
   * value.
   */
  public static ChatCompletion of(JsonNode node) {
    List<Choice> choices = new ArrayList<>();
    for (JsonNode choice : node.path("choices").values()) {
      JsonNode message = choice.path("message");
      choices.add(
          new Choice(
              choice.path("index").asInt(choices.size()),
              ResponseNodes.string(message, "content").orElse(""),
              ResponseNodes.toolCalls(message.path("tool_calls")),
              FinishReason.of(ResponseNodes.string(choice, "finish_reason").orElse("stop")),
              ResponseNodes.present(choice, "logprobs")));
    }
    return new ChatCompletion(
        ResponseNodes.string(node, "id").orElse(""),
        node.path("created").asLong(0),
        ResponseNodes.string(node, "model").orElse(""),
        ResponseNodes.string(node, "system_fingerprint").orElse(""),
        choices,
        Usage.of(node.path("usage")),
        ResponseNodes.string(node, "session_id").orElse(""),
        ResponseNodes.present(node, "rigel"));
  }
}
