package dev.rigel.agent.turn;

import dev.rigel.agent.port.Session;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.ChatMessage;
import dev.rigel.protocol.ContentPart;
import dev.rigel.protocol.Role;
import java.util.List;
import java.util.Optional;

/**
 * How the messages of a request join those of its session. A list that contains an assistant
 * message, or that has several messages and starts with the stored first one, is the client's own
 * copy of the history and replaces it; anything else is appended.
 *
 * @param replaces the sent messages replace the stored ones
 * @param earlier the stored messages before this turn; empty when they are replaced
 * @param sent all messages of the request
 * @param current index in {@code sent} of the user's message that is to be answered
 */
public record Conversation(
    boolean replaces, List<StoredMessage> earlier, List<ChatMessage> sent, int current) {
  public Conversation {
    earlier = List.copyOf(earlier);
    sent = List.copyOf(sent);
  }

  public static Conversation of(Optional<Session> session, List<ChatMessage> sent) {
    int current = lastUserMessage(sent);
    List<StoredMessage> stored = session.map(Session::messages).orElse(List.of());
    boolean replaces =
        !stored.isEmpty()
            && (sent.stream().anyMatch(m -> m.role() == Role.ASSISTANT)
                || (sent.size() > 1 && digest(sent.getFirst()).equals(stored.getFirst().digest())));
    return new Conversation(replaces, replaces ? List.of() : stored, sent, current);
  }

  public ChatMessage question() {
    return sent.get(current);
  }

  private static int lastUserMessage(List<ChatMessage> sent) {
    for (int i = sent.size() - 1; i >= 0; i--) {
      if (sent.get(i).role() == Role.USER) {
        return i;
      }
    }
    throw RigelException.invalid("There is no message with role \"user\".", "messages");
  }

  /** Identifies a message as the client sent it. */
  public static String digest(ChatMessage message) {
    StringBuilder all = new StringBuilder(message.role().wireName());
    for (ContentPart part : message.content()) {
      all.append('\n').append(part);
    }
    return Hashes.sha256(all.toString());
  }
}
