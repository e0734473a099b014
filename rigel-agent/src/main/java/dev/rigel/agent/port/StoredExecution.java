package dev.rigel.agent.port;

import java.time.Instant;
import java.util.Optional;

/**
 * A run that outlives its request: an agent's execution or a prediction.
 *
 * @param name the agent's name; empty for an unnamed run
 * @param domain the domain of a prediction; empty otherwise
 * @param request what is to be done, as JSON that the one who runs it understands
 * @param origin the base of URLs in the result
 * @param response the result, as a JSON object; only when completed
 * @param usage as JSON object
 * @param error in words; only when failed or cancelled
 * @param attempts how often it was begun
 */
public record StoredExecution(
    String tenant,
    String id,
    Kind kind,
    String name,
    String domain,
    String request,
    String origin,
    Status status,
    Optional<String> response,
    String usage,
    Optional<String> error,
    Optional<String> callbackUrl,
    int attempts,
    Instant createdAt,
    Optional<Instant> completedAt) {
  /** What kind of run. */
  public enum Kind {
    EXECUTION,
    PREDICTION
  }

  /** How far it is. */
  public enum Status {
    ENQUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    public boolean isFinal() {
      return this != ENQUEUED && this != RUNNING;
    }
  }
}
