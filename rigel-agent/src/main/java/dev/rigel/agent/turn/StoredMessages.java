package dev.rigel.agent.turn;

import dev.rigel.agent.port.StoredMessage;
import dev.rigel.language.Prompt;
import dev.rigel.protocol.ChatMessage;
import java.util.ArrayList;
import java.util.List;
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
    return message(
        message.role().wireName(), message.text(), references, Conversation.digest(message));
  }

  /** An answer; its digest is the one its text has when a client sends it back. */
  public static StoredMessage answer(String content, List<String> references) {
    return message(
        "assistant", content, references, Conversation.digest(ChatMessage.assistant(content)));
  }

  private static StoredMessage message(
      String role, String text, List<String> references, String digest) {
    ObjectNode node = JSON.createObjectNode();
    node.put("role", role);
    node.put("text", text);
    references.forEach(node.withArray("media")::add);
    return new StoredMessage(role, JSON.writeValueAsString(node), digest);
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

  /** For a language model: plain text, media as their references. */
  public static Prompt.Message forModel(StoredMessage message) {
    String text = text(message);
    return switch (message.role()) {
      case "assistant" -> Prompt.Message.assistant(text);
      case "system" -> Prompt.Message.system(text);
      default -> Prompt.Message.user(text);
    };
  }
}
