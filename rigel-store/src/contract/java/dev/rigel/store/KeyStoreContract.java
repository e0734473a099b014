package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.KeyStore;
import dev.rigel.agent.port.StoredKey;
import dev.rigel.agent.port.StoredKey.Limits;
import dev.rigel.agent.port.StoredKey.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of API keys keeps to. */
abstract class KeyStoreContract {
  private static final Instant AT = Instant.parse("2026-11-01T10:00:00.123456Z");

  abstract Storage storage();

  private KeyStore keys() {
    return storage().store().keys();
  }

  @Test
  void keepsAKey() {
    StoredKey full =
        new StoredKey(
            "1",
            "anna",
            "laptop",
            "hash 1",
            Set.of(Scope.USE, Scope.ADMIN),
            new Limits(60, 2, 5_000_000_000L, 12.5),
            AT,
            Optional.empty());
    StoredKey bare = key("2", Set.of(), 1);
    keys().add(full);
    keys().add(bare);

    assertThat(keys().byHash("hash 1")).contains(full);
    assertThat(keys().byHash("hash 2")).contains(bare);
    assertThat(keys().byHash("hash 3")).isEmpty();
    assertThat(keys().keys()).containsExactly(full, bare);
    assertThat(storage().reopened().keys().byHash("hash 1")).contains(full);
  }

  @Test
  void acceptsARevokedKeyNoMore() {
    assertThat(keys().active()).isZero();
    keys().add(key("1", Set.of(Scope.USE), 0));
    keys().add(key("2", Set.of(Scope.USE), 1));
    assertThat(keys().active()).isEqualTo(2);

    Instant revoked = AT.plusSeconds(9);
    assertThat(keys().revoke("1", revoked)).isTrue();
    assertThat(keys().revoke("1", revoked.plusSeconds(1))).isFalse();
    assertThat(keys().revoke("3", revoked)).isFalse();

    assertThat(keys().byHash("hash 1")).isEmpty();
    assertThat(keys().byHash("hash 2")).isPresent();
    assertThat(keys().active()).isEqualTo(1);
    assertThat(keys().keys()).extracting(StoredKey::id).containsExactly("1", "2");
    assertThat(keys().keys().getFirst().revokedAt()).contains(revoked);
  }

  private static StoredKey key(String id, Set<Scope> scopes, int seconds) {
    return new StoredKey(
        id,
        "anna",
        "key " + id,
        "hash " + id,
        scopes,
        Limits.NONE,
        AT.plusSeconds(seconds),
        Optional.empty());
  }
}
