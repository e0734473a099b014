package dev.rigel.agent.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One finished turn, as it is stored before its answer leaves. A completion id is stored once in a
 * tenant: a second record of it is refused, so that no turn counts twice.
 *
 * @param replaceHistory the messages replace the session's history instead of being appended
 * @param program the program's text; empty for plain talk
 * @param trace the steps, as JSON
 * @param answer the completion as it is sent, as JSON
 * @param idempotency identifies the request, so that it is answered once when it is sent twice
 */
public record TurnRecord(
    String tenant,
    String session,
    String completion,
    Instant at,
    boolean replaceHistory,
    List<StoredMessage> messages,
    List<StoredArtifact> artifacts,
    String program,
    String trace,
    String answer,
    TurnUsage usage,
    Optional<Idempotency> idempotency) {
  /**
   * @param key as the client sent it
   * @param body SHA-256 of the request's body
   */
  public record Idempotency(String key, String body) {}

  public TurnRecord {
    messages = List.copyOf(messages);
    artifacts = List.copyOf(artifacts);
  }
}
