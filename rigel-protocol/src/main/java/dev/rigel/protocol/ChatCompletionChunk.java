package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One piece of a streamed answer. Rigel's own chunks have exactly one choice and always a session
 * id, because several clients index the one and wait for the other.
 *
 * @param rigel extra field {@code rigel}: a progress event, or on the last chunk what {@link
 *     ChatCompletion#rigel} holds
 */
public record ChatCompletionChunk(
    String id,
    long created,
    String model,
    String systemFingerprint,
    String sessionId,
    List<Choice> choices,
    Optional<Usage> usage,
    Optional<JsonNode> rigel) {

  /** What is new in one choice. */
  public record Choice(
      int index, Delta delta, Optional<FinishReason> finishReason, Optional<JsonNode> logprobs) {
    public Choice {
      requireNonNull(delta, "delta");
      requireNonNull(finishReason, "finishReason");
      requireNonNull(logprobs, "logprobs");
    }
  }

  /** What is new in one message. */
  public record Delta(
      Optional<String> role, Optional<String> content, List<ToolCallDelta> toolCalls) {
    public static final Delta EMPTY = new Delta(Optional.empty(), Optional.empty(), List.of());

    public Delta {
      requireNonNull(role, "role");
      requireNonNull(content, "content");
      toolCalls = List.copyOf(toolCalls);
    }

    public static Delta content(String text) {
      return new Delta(Optional.empty(), Optional.of(text), List.of());
    }
  }

  /** A piece of a tool call: id and name come with its first piece, arguments bit by bit. */
  public record ToolCallDelta(
      int index, Optional<String> id, Optional<String> name, String arguments) {
    public ToolCallDelta {
      requireNonNull(id, "id");
      requireNonNull(name, "name");
      requireNonNull(arguments, "arguments");
    }
  }

  public ChatCompletionChunk {
    requireNonNull(id, "id");
    requireNonNull(model, "model");
    requireNonNull(systemFingerprint, "systemFingerprint");
    requireNonNull(sessionId, "sessionId");
    choices = List.copyOf(choices);
    requireNonNull(usage, "usage");
    requireNonNull(rigel, "rigel");
  }

  public ObjectNode toJson() {
    ObjectNode node = Json.object();
    node.put("id", id);
    node.put("object", "chat.completion.chunk");
    node.put("created", created);
    node.put("model", model);
    node.put("system_fingerprint", systemFingerprint);
    node.put("session_id", sessionId);
    ArrayNode array = node.putArray("choices");
    for (Choice choice : choices) {
      ObjectNode item = array.addObject();
      item.put("index", choice.index());
      item.set("delta", delta(choice.delta()));
      choice
          .logprobs()
          .ifPresentOrElse(v -> item.set("logprobs", v), () -> item.putNull("logprobs"));
      choice
          .finishReason()
          .ifPresentOrElse(
              v -> item.put("finish_reason", v.wireName()), () -> item.putNull("finish_reason"));
    }
    usage.ifPresent(v -> node.set("usage", v.toJson()));
    rigel.ifPresent(v -> node.set("rigel", v));
    return node;
  }

  private static ObjectNode delta(Delta delta) {
    ObjectNode node = Json.object();
    delta.role().ifPresent(v -> node.put("role", v));
    delta.content().ifPresent(v -> node.put("content", v));
    if (!delta.toolCalls().isEmpty()) {
      ArrayNode calls = node.putArray("tool_calls");
      for (ToolCallDelta call : delta.toolCalls()) {
        ObjectNode item = calls.addObject();
        item.put("index", call.index());
        call.id().ifPresent(v -> item.put("id", v).put("type", "function"));
        ObjectNode function = item.putObject("function");
        call.name().ifPresent(v -> function.put("name", v));
        function.put("arguments", call.arguments());
      }
    }
    return node;
  }

  /** Reads a chunk of this or another server of the same protocol. */
  public static ChatCompletionChunk of(JsonNode node) {
    List<Choice> choices = new ArrayList<>();
    for (JsonNode choice : node.path("choices").values()) {
      choices.add(
          new Choice(
              choice.path("index").asInt(0),
              readDelta(choice.path("delta")),
              ResponseNodes.string(choice, "finish_reason").map(FinishReason::of),
              ResponseNodes.present(choice, "logprobs")));
    }
    return new ChatCompletionChunk(
        ResponseNodes.string(node, "id").orElse(""),
        node.path("created").asLong(0),
        ResponseNodes.string(node, "model").orElse(""),
        ResponseNodes.string(node, "system_fingerprint").orElse(""),
        ResponseNodes.string(node, "session_id").orElse(""),
        choices,
        ResponseNodes.present(node, "usage").map(Usage::of),
        ResponseNodes.present(node, "rigel"));
  }

  private static Delta readDelta(JsonNode delta) {
    List<ToolCallDelta> calls = new ArrayList<>();
    for (JsonNode call : delta.path("tool_calls").values()) {
      JsonNode function = call.path("function");
      calls.add(
          new ToolCallDelta(
              call.path("index").asInt(calls.size()),
              ResponseNodes.string(call, "id"),
              ResponseNodes.string(function, "name"),
              ResponseNodes.string(function, "arguments").orElse("")));
    }
    return new Delta(
        ResponseNodes.string(delta, "role"), ResponseNodes.string(delta, "content"), calls);
  }
}
