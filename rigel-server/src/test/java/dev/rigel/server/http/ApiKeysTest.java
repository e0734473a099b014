package dev.rigel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.KeyStore;
import dev.rigel.agent.port.StoredKey;
import dev.rigel.base.Hashes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
  private final CountingStore store = new CountingStore();
  private final AtomicLong time = new AtomicLong(1_000_000_000_000L);
  private final ApiKeys keys = new ApiKeys(List.of("set"), store, _ -> false, time::get);

  @Test
  void asksTheStoreOnceForManyRequestsKnownOrNot() {
    store.put("a", "anna");
    for (int i = 0; i < 1_000; i++) {
      assertThat(keys.identity("a").orElseThrow().tenant()).isEqualTo("anna");
      assertThat(keys.identity("wrong " + i)).isEmpty();
      assertThat(keys.identity("set")).isPresent();
    }
    assertThat(store.reads).isEqualTo(1);
  }

  @Test
  void seesWhatOthersChangeAfterAMoment() {
    store.put("a", "anna");
    assertThat(keys.identity("a")).isPresent();
    store.revoke("id-a", Instant.now());
    assertThat(keys.identity("a")).isPresent();
    time.addAndGet(2_000_000_001L);
    assertThat(keys.identity("a")).isEmpty();
    assertThat(keys.withId("id-a")).isEmpty();
  }

  @Test
  void seesItsOwnChangesAtOnce() {
    assertThat(keys.identity("a")).isEmpty();
    store.put("a", "anna");
    keys.refresh();
    assertThat(keys.identity("a")).isPresent();
    store.revoke("id-a", Instant.now());
    keys.refresh();
    assertThat(keys.identity("a")).isEmpty();
  }

  @Test
  void keysOfTheSettingsMayDoEverythingWithoutTheStore() {
    Identity identity = keys.identity("set").orElseThrow();
    assertThat(identity.admin()).isTrue();
    assertThat(identity.tenant()).isEqualTo("key-" + Hashes.sha256("set").substring(0, 32));
    assertThat(keys.withId(identity.key())).contains(identity);
    assertThat(store.reads).isZero();
  }

  @Test
  void needsKeysFromTheFirstOnEvenWhenAllAreRevoked() {
    ApiKeys stored = new ApiKeys(List.of(), store, _ -> false, time::get);
    assertThat(stored.areNeeded()).isFalse();
    store.put("a", "anna");
    stored.refresh();
    assertThat(stored.areNeeded()).isTrue();
    store.revoke("id-a", Instant.now());
    stored.refresh();
    assertThat(stored.areNeeded()).isTrue();
  }

  /** Keys in memory, and how often they were asked for. */
  private static final class CountingStore implements KeyStore {
    private final List<StoredKey> all = new ArrayList<>();
    private int reads;

    private void put(String key, String tenant) {
      add(
          new StoredKey(
              "id-" + key,
              tenant,
              "",
              Hashes.sha256(key),
              Set.of(StoredKey.Scope.USE),
              StoredKey.Limits.NONE,
              Instant.now(),
              Optional.empty()));
    }

    @Override
    public void add(StoredKey key) {
      all.add(key);
    }

    @Override
    public Optional<StoredKey> byHash(String hash) {
      throw new AssertionError("one query a request");
    }

    @Override
    public List<StoredKey> keys() {
      reads++;
      return List.copyOf(all);
    }

    @Override
    public long active() {
      throw new AssertionError("one query a request");
    }

    @Override
    public boolean revoke(String id, Instant at) {
      all.replaceAll(key ->
          key.id().equals(id)
              ? new StoredKey(
                  key.id(),
                  key.tenant(),
                  key.name(),
                  key.hash(),
                  key.scopes(),
                  key.limits(),
                  key.createdAt(),
                  Optional.of(at))
              : key);
      return true;
    }
  }
}
