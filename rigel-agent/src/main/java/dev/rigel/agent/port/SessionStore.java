package dev.rigel.agent.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps sessions: their messages, turns and artifacts. A session belongs to one tenant; for another
 * it does not exist. What a call has returned from is durable.
 */
public interface SessionStore {
  /** A session without its messages. */
  record Summary(String id, Instant createdAt, Instant updatedAt, int messages, int artifacts) {}

  /** An earlier answer to a request with the same idempotency key. */
  record Repeated(TurnRecord.Idempotency idempotency, StoredTurn turn) {}

  Optional<Session> session(String tenant, String id);

  /** The sessions, the last used first. */
  List<Summary> sessions(String tenant, int skip, int limit);

  /**
   * Stores a turn with its messages and artifacts: all of it or nothing. Creates the session when
   * it is new.
   *
   * @return false, with nothing stored, when the tenant has a turn of this completion id
   */
  boolean commit(TurnRecord turn);

  Optional<StoredTurn> turn(String tenant, String completion);

  /** The turn that answered a request with this idempotency key. */
  Optional<Repeated> repeated(String tenant, String idempotencyKey);

  Optional<StoredArtifact> artifact(String tenant, String session, String objectId);

  /** The artifacts of a session, oldest first. */
  List<StoredArtifact> artifacts(String tenant, String session);

  /** Deletes a session with its messages, turns and artifacts. */
  boolean delete(String tenant, String session);

  /** Deletes what was last used before; gives how many sessions went. */
  int expire(Instant before);

  /** Credits used by a tenant's turns since then. */
  double creditsSince(String tenant, Instant since);
}
