package dev.rigel.server.resource;

import dev.rigel.agent.port.KeyStore;
import dev.rigel.agent.port.StoredKey;
import dev.rigel.base.Hashes;
import dev.rigel.protocol.KeyCreation;
import dev.rigel.protocol.KeyInfo;
import dev.rigel.protocol.KeyLimitsInfo;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes, lists and revokes the API keys of a store. Of a key only its hash is kept. */
public final class KeyBook {
  private static final String PREFIX = "rgl_";
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 8;

  private final KeyStore store;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public KeyBook(KeyStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A new key.
   *
   * @param secret the key itself, which nobody can find out again
   */
  public record Made(StoredKey key, String secret) {}

  public Made create(KeyCreation wish) {
    String id = "key_" + HexFormat.of().formatHex(bytes(ID_BYTES));
    String secret =
        PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES));
    Set<StoredKey.Scope> scopes = EnumSet.of(StoredKey.Scope.USE);
    if (wish.admin()) {
      scopes.add(StoredKey.Scope.ADMIN);
    }
    KeyLimitsInfo limits = wish.limits();
    StoredKey key =
        new StoredKey(
            id,
            wish.tenant().orElse(id),
            wish.name(),
            Hashes.sha256(secret),
            scopes,
            new StoredKey.Limits(
                limits.requestsPerMinute(),
                limits.concurrentRuns(),
                limits.bytesPerDay(),
                limits.creditsPerMonth()),
            Instant.now(clock),
            Optional.empty());
    store.add(key);
    return new Made(key, secret);
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** All of them, revoked ones too, oldest first. */
  public List<StoredKey> keys() {
    return store.keys();
  }

  /**
   * @return the key as it is now; empty when there is none of this id that was not revoked before
   */
  public Optional<StoredKey> revoke(String id) {
    if (!store.revoke(id, Instant.now(clock))) {
      return Optional.empty();
    }
    return store.keys().stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** As its administrator sees it, just made. */
  public static KeyInfo info(Made made) {
    return info(made.key(), Optional.of(made.secret()));
  }

  /** As its administrator sees it. */
  public static KeyInfo info(StoredKey key) {
    return info(key, Optional.empty());
  }

  private static KeyInfo info(StoredKey key, Optional<String> secret) {
    return new KeyInfo(
        key.id(),
        key.name(),
        key.tenant(),
        key.scopes().stream().sorted().map(s -> s.name().toLowerCase(Locale.ROOT)).toList(),
        new KeyLimitsInfo(
            key.limits().requestsPerMinute(),
            key.limits().concurrentRuns(),
            key.limits().bytesPerDay(),
            key.limits().creditsPerMonth()),
        key.createdAt(),
        key.revokedAt(),
        secret);
  }
}
