package dev.rigel.agent.port;

import java.time.Instant;
import java.util.List;

/**
 * One finished turn, as it is stored before its answer leaves.
 *
 * @param replaceHistory the messages replace the session's history instead of being appended
 * @param program the program's text; empty for plain talk
 * @param trace the steps, as JSON
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
    String trace) {
  public TurnRecord {
    messages = List.copyOf(messages);
    artifacts = List.copyOf(artifacts);
  }
}
