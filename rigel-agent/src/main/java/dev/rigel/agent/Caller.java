package dev.rigel.agent;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.port.TurnRecord;
import java.util.Optional;

/**
 * On whose behalf a turn runs.
 *
 * @param tenant owns sessions and artifacts; the same for all requests with one key
 * @param origin absolute base of signed URLs, for example {@code http://127.0.0.1:8080}
 * @param localFiles file paths are accepted as media (only for the command line's own process)
 * @param idempotency what the caller knows this very request by; stored with the turn
 */
public record Caller(
    String tenant,
    String origin,
    boolean localFiles,
    Optional<TurnRecord.Idempotency> idempotency) {
  public Caller {
    requireNonNull(tenant, "tenant");
    requireNonNull(origin, "origin");
    requireNonNull(idempotency, "idempotency");
  }

  public Caller(String tenant, String origin, boolean localFiles) {
    this(tenant, origin, localFiles, Optional.empty());
  }
}
