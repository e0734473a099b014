package dev.rigel.agent.port;

import java.time.Instant;
import java.util.List;

/** A conversation as it is stored. */
public record Session(
    String tenant, String id, Instant createdAt, Instant updatedAt, List<StoredMessage> messages) {
  public Session {
    messages = List.copyOf(messages);
  }
}
