package dev.rigel.agent.port;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An API key, without the key itself.
 *
 * @param id what it is listed and revoked by; not secret
 * @param tenant who owns what is made with it; several keys may share one
 * @param hash SHA-256 of the key, lower-case hexadecimal
 */
public record StoredKey(
    String id,
    String tenant,
    String name,
    String hash,
    Set<Scope> scopes,
    Limits limits,
    Instant createdAt,
    Optional<Instant> revokedAt) {
  /** What a key may do. */
  public enum Scope {
    USE,
    ADMIN
  }

  /**
   * What a key may use; 0 means without limit.
   *
   * @param requestsPerMinute calls of any endpoint
   * @param concurrentRuns runs at the same time
   * @param bytesPerDay sent in bodies
   * @param creditsPerMonth used by runs
   */
  public record Limits(
      int requestsPerMinute, int concurrentRuns, long bytesPerDay, double creditsPerMonth) {
    public static final Limits NONE = new Limits(0, 0, 0, 0);
  }

  public StoredKey {
    scopes = Set.copyOf(scopes);
  }
}
