package dev.rigel.agent.turn;

import dev.rigel.agent.port.StoredMessage;
import dev.rigel.language.Prompt;
import dev.rigel.protocol.ChatMessage;
import dev.rigel.protocol.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes messages for the store, media replaced by their references, and reads them back. */
public final class StoredMessages {
  private static final JsonMapper JSON = JsonMapper.shared();

  private StoredMessages() {}

  /**
   * @param references of the message's media, in order; media that were not opened have none
   */
  public static StoredMessage of(ChatMessage message, List<String> references) {
    ObjectNode node = node(message.role().wireName(), message.text(), references);
    message.toolCallId().ifPresent(id -> node.put("tool_call_id", id));
    putCalls(node, message.toolCalls());
    return stored(node, Conversation.digest(message));
  }

  /** An answer; its digest is the one its text has when a client sends it back. */
  public static StoredMessage answer(
      String content, List<ToolCall> calls, List<String> references) {
    ObjectNode node = node("assistant", content, references);
    putCalls(node, calls);
    return stored(node, Conversation.digest(ChatMessage.assistant(content)));
  }

  public static StoredMessage answer(String content, List<String> references) {
    return answer(content, List.of(), references);
  }

  private static ObjectNode node(String role, String text, List<String> references) {
    ObjectNode node = JSON.createObjectNode();
    node.put("role", role);
    node.put("text", text);
    references.forEach(node.withArray("media")::add);
    return node;
  }

  private static void putCalls(ObjectNode node, List<ToolCall> calls) {
    for (ToolCall call : calls) {
      node.withArray("tool_calls")
          .addObject()
          .put("id", call.id())
          .put("name", call.name())
          .put("arguments", call.arguments());
    }
  }

  private static StoredMessage stored(ObjectNode node, String digest) {
    return new StoredMessage(node.path("role").asString(), JSON.writeValueAsString(node), digest);
  }

  public static String text(StoredMessage message) {
    return JSON.readTree(message.json()).path("text").asString("");
  }

  public static List<String> references(StoredMessage message) {
    List<String> all = new ArrayList<>();
    for (JsonNode reference : JSON.readTree(message.json()).path("media")) {
      all.add(reference.asString(""));
    }
    return all;
  }

  /** The calls that the messages ask for, in order, with the results that stand among them. */
  public static List<FunctionCall> calls(List<StoredMessage> messages) {
    Map<String, FunctionCall> calls = new LinkedHashMap<>();
    for (StoredMessage message : messages) {
      JsonNode node = JSON.readTree(message.json());
      for (JsonNode call : node.path("tool_calls")) {
        String id = call.path("id").asString("");
        calls.put(
            id,
            new FunctionCall(
                id,
                call.path("name").asString(""),
                call.path("arguments").asString(""),
                Optional.empty()));
      }
      if (message.role().equals("tool")) {
        String id = node.path("tool_call_id").asString("");
        // A result whose call nobody knows still says something.
        FunctionCall call =
            calls.getOrDefault(id, new FunctionCall(id, "function", "{}", Optional.empty()));
        calls.put(id, call.withResult(node.path("text").asString("")));
      }
    }
    return List.copyOf(calls.values());
  }

  /** For a language model: plain text, media as their references. */
  public static Prompt.Message forModel(StoredMessage message) {
    JsonNode node = JSON.readTree(message.json());
    String text = node.path("text").asString("");
    return switch (message.role()) {
      case "assistant" -> Prompt.Message.assistant(withCalls(text, node.path("tool_calls")));
      case "system" -> Prompt.Message.system(text);
      case "tool" -> Prompt.Message.user("Result of the function: " + text);
      default -> Prompt.Message.user(text);
    };
  }

  private static String withCalls(String text, JsonNode calls) {
    StringBuilder all = new StringBuilder(text);
    for (JsonNode call : calls) {
      all.append(all.isEmpty() ? "" : "\n")
          .append("Called ")
          .append(call.path("name").asString(""))
          .append(" with ")
          .append(call.path("arguments").asString(""));
    }
    return all.toString();
  }
}
