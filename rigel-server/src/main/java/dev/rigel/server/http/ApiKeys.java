package dev.rigel.server.http;

import dev.rigel.agent.port.KeyStore;
import dev.rigel.agent.port.StoredKey;
import dev.rigel.base.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The accepted keys, kept as hashes: those of the settings, which may do everything, and those of
 * the store. All keys of the store are read at once and kept for a moment, so that no request costs
 * a query, known key or not, and a revoked key ends within that moment on every server.
 */
public final class ApiKeys {
  /** The tenant of everybody where no keys are needed. */
  public static final String LOCAL = "local";

  private static final Duration FRESH = Duration.ofSeconds(2);

  private final List<String> hashes;
  private final KeyStore store;
  private final Predicate<String> administration;
  private final LongSupplier nanoTime;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Snapshot snapshot = Snapshot.NONE;

  /** The store's keys at one moment. */
  private record Snapshot(Map<String, StoredKey> byHash, boolean anyEver, long at) {
    private static final Snapshot NONE = new Snapshot(Map.of(), false, 0);
  }

  /**
   * @param keys of the settings
   * @param administration tells the keys that the data folder's owner makes for some minutes
   */
  public ApiKeys(List<String> keys, KeyStore store, Predicate<String> administration) {
    this(keys, store, administration, System::nanoTime);
  }

  ApiKeys(
      List<String> keys, KeyStore store, Predicate<String> administration, LongSupplier nanoTime) {
    this.hashes = keys.stream().map(Hashes::sha256).toList();
    this.store = store;
    this.administration = administration;
    this.nanoTime = nanoTime;
  }

  /**
   * Whether requests need a key: as soon as there is one. When all were revoked they still do: what
   * was closed does not open by itself.
   */
  boolean areNeeded() {
    return !hashes.isEmpty() || current().anyEver();
  }

  /** Whom the key stands for; empty when it is not accepted. */
  Optional<Identity> identity(String key) {
    String hash = Hashes.sha256(key);
    return ofSettings(hash)
        .or(() -> Optional.ofNullable(current().byHash().get(hash)).map(ApiKeys::identity))
        .or(() ->
            administration.test(key)
                ? Optional.of(new Identity(LOCAL, "", true, StoredKey.Limits.NONE))
                : Optional.empty());
  }

  /** The accepted key with this id, which is not secret; empty when it was revoked since. */
  public Optional<Identity> withId(String id) {
    for (String accepted : hashes) {
      if (id.equals(idOfSetting(accepted))) {
        return ofSettings(accepted);
      }
    }
    return current().byHash().values().stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .map(ApiKeys::identity);
  }

  /** Has the store asked again at once: after a key was made or revoked here. */
  public void refresh() {
    snapshot = Snapshot.NONE;
  }

  private Optional<Identity> ofSettings(String hash) {
    byte[] wanted = hash.getBytes(StandardCharsets.US_ASCII);
    String found = "";
    // Every key is compared, whole, so that the time tells nothing.
    for (String accepted : hashes) {
      if (MessageDigest.isEqual(wanted, accepted.getBytes(StandardCharsets.US_ASCII))) {
        found = accepted;
      }
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Identity(idOfSetting(found), idOfSetting(found), true, StoredKey.Limits.NONE));
  }

  private static String idOfSetting(String hash) {
    return "key-" + hash.substring(0, 32);
  }

  private static Identity identity(StoredKey key) {
    return new Identity(
        key.tenant(), key.id(), key.scopes().contains(StoredKey.Scope.ADMIN), key.limits());
  }

  private Snapshot current() {
    Snapshot seen = snapshot;
    if (isFresh(seen)) {
      return seen;
    }
    // Who finds somebody reading already goes on with what was known a moment ago; after a change
    // of its own, or at the start, there is nothing that it could go on with.
    if (seen == Snapshot.NONE) {
      reading.lock();
    } else if (!reading.tryLock()) {
      return seen;
    }
    try {
      if (!isFresh(snapshot)) {
        snapshot = read();
      }
      return snapshot;
    } finally {
      reading.unlock();
    }
  }

  private boolean isFresh(Snapshot seen) {
    return seen != Snapshot.NONE && nanoTime.getAsLong() - seen.at() < FRESH.toNanos();
  }

  private Snapshot read() {
    long at = nanoTime.getAsLong();
    List<StoredKey> all = store.keys();
    Map<String, StoredKey> byHash = new HashMap<>();
    for (StoredKey key : all) {
      if (key.revokedAt().isEmpty()) {
        byHash.put(key.hash(), key);
      }
    }
    return new Snapshot(Map.copyOf(byHash), !all.isEmpty(), at);
  }
}
