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
 * copy of the history and replaces it; anything else is appended. A list without a user's message
 * goes on with the stored question: it brings the results of functions that the last answer asked
 * for.
 *
 * @param replaces the sent messages replace the stored ones
 * @param earlier the stored messages before this turn; empty when they are replaced
 * @param sent the messages of the request that are new
 * @param current index in {@code sent} of the user's message that is to be answered; -1 when it is
 *     the last one in {@code earlier}
 */
public record Conversation(
    boolean replaces, List<StoredMessage> earlier, List<ChatMessage> sent, int current) {
  public Conversation {
    earlier = List.copyOf(earlier);
    sent = List.copyOf(sent);
  }

  /**
   * @throws RigelException when nothing is asked
   */
  public static Conversation of(Optional<Session> session, List<ChatMessage> sent) {
    List<StoredMessage> stored = session.map(Session::messages).orElse(List.of());
    int current = lastUserMessage(sent);
    if (current < 0) {
      return goingOn(stored, sent);
    }
    boolean replaces =
        !stored.isEmpty()
            && (sent.stream().anyMatch(m -> m.role() == Role.ASSISTANT)
                || (sent.size() > 1 && digest(sent.getFirst()).equals(stored.getFirst().digest())));
    return new Conversation(replaces, replaces ? List.of() : stored, sent, current);
  }

  private static Conversation goingOn(List<StoredMessage> stored, List<ChatMessage> sent) {
    boolean results = sent.stream().anyMatch(m -> m.role() == Role.TOOL);
    boolean asked = stored.stream().anyMatch(m -> m.role().equals(Role.USER.wireName()));
    if (!results || !asked) {
      throw RigelException.invalid("There is no message with role \"user\".", "messages");
    }
    // The answer that asked for the calls is stored; some clients send it once more.
    List<ChatMessage> fresh = sent.stream().filter(m -> m.role() != Role.ASSISTANT).toList();
    return new Conversation(false, stored, fresh, -1);
  }

  private static int lastUserMessage(List<ChatMessage> sent) {
    for (int i = sent.size() - 1; i >= 0; i--) {
      if (sent.get(i).role() == Role.USER) {
        return i;
      }
    }
    return -1;
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
