package dev.rigel.agent.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps API keys as hashes. What a call has returned from is durable. */
public interface KeyStore {
  void add(StoredKey key);

  /** The key of this hash that is not revoked. */
  Optional<StoredKey> byHash(String hash);

  /** All keys, revoked ones too, oldest first. */
  List<StoredKey> keys();

  /** How many keys are not revoked: 0 means that none was ever made. */
  long active();

  boolean revoke(String id, Instant at);
}
