package dev.rigel.agent.port;

import java.util.List;
import java.util.Optional;

/**
 * Keeps sessions: their messages, turns and artifacts. A session belongs to one tenant; for another
 * it does not exist. What a call has returned from is durable.
 */
public interface SessionStore {
  Optional<Session> session(String tenant, String id);

  /**
   * Stores a turn with its messages and artifacts: all of it or nothing. Creates the session when
   * it is new.
   */
  void commit(TurnRecord turn);

  Optional<StoredArtifact> artifact(String tenant, String session, String objectId);

  /** The artifacts of a session, oldest first. */
  List<StoredArtifact> artifacts(String tenant, String session);
}
