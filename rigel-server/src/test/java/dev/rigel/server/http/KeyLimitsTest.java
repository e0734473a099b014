package dev.rigel.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.port.StoredKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class KeyLimitsTest {
  private final TestClock clock = new TestClock();
  private double used;
  private Instant askedSince = Instant.EPOCH;
  private final KeyLimits limits =
      new KeyLimits(
          (_, since) -> {
            askedSince = since;
            return used;
          },
          clock,
          () -> clock.elapsed);

  private static Identity key(String id, StoredKey.Limits limits) {
    return new Identity("tenant", id, false, limits);
  }

  @Test
  void givesRequestsBackAsTimeGoesBy() {
    Identity key = key("a", new StoredKey.Limits(60, 0, 0, 0));
    for (int i = 0; i < 60; i++) {
      assertThat(limits.countRequest(key).orElseThrow().remaining()).isEqualTo(59 - i);
    }
    assertThatThrownBy(() -> limits.countRequest(key))
        .isInstanceOfSatisfying(
            HttpFailure.class,
            failure -> {
              assertThat(failure.status()).isEqualTo(429);
              assertThat(failure.headers())
                  .containsEntry("Retry-After", "1")
                  .containsEntry("x-ratelimit-limit-requests", "60")
                  .containsEntry("x-ratelimit-remaining-requests", "0")
                  .containsEntry("x-ratelimit-reset-requests", "1m0s");
            });
    clock.add(Duration.ofSeconds(10));
    RateState state = limits.countRequest(key).orElseThrow();
    assertThat(state.remaining()).isEqualTo(9);
    assertThat(state.headers()).containsEntry("x-ratelimit-reset-requests", "51s");
  }

  @Test
  void countsEachKeyForItself() {
    StoredKey.Limits one = new StoredKey.Limits(1, 0, 0, 0);
    limits.countRequest(key("a", one));
    limits.countRequest(key("b", one));
    assertThatThrownBy(() -> limits.countRequest(key("a", one))).isInstanceOf(HttpFailure.class);
  }

  @Test
  void withoutLimitsNothingIsCounted() {
    Identity free = key("a", StoredKey.Limits.NONE);
    for (int i = 0; i < 10_000; i++) {
      assertThat(limits.countRequest(free)).isEmpty();
      limits.countBytes(free, 1L << 40);
      limits.expectBytes(free, 1L << 40);
      limits.beginRun(free);
    }
    assertThat(askedSince).isEqualTo(Instant.EPOCH);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() {
    Identity key = key("a", new StoredKey.Limits(0, 0, 1_000, 0));
    assertThatThrownBy(() -> limits.expectBytes(key, 1_001)).isInstanceOf(HttpFailure.class);
    limits.expectBytes(key, 1_000);
    limits.countBytes(key, 900);
    assertThatThrownBy(() -> limits.expectBytes(key, 101)).isInstanceOf(HttpFailure.class);
    assertThatThrownBy(() -> limits.countBytes(key, 101)).isInstanceOf(HttpFailure.class);
    limits.countBytes(key, 100);
    clock.add(Duration.ofDays(1));
    limits.countBytes(key, 1_000);
  }

  @Test
  void aRunGivesItsPlaceBack() {
    Identity key = key("a", new StoredKey.Limits(0, 2, 0, 0));
    try (var _ = limits.beginRun(key);
        var _ = limits.beginRun(key)) {
      assertThatThrownBy(() -> limits.beginRun(key)).isInstanceOf(HttpFailure.class);
      assertThatThrownBy(() -> limits.beginRun(key)).isInstanceOf(HttpFailure.class);
    }
    limits.beginRun(key).close();
  }

  @Test
  void creditsAreThoseOfTheMonth() {
    Identity key = key("a", new StoredKey.Limits(0, 0, 0, 10));
    used = 9.5;
    limits.beginRun(key).close();
    assertThat(askedSince).isEqualTo("2026-11-01T00:00:00Z");
    used = 10;
    clock.add(Duration.ofSeconds(3));
    assertThatThrownBy(() -> limits.beginRun(key))
        .isInstanceOfSatisfying(
            HttpFailure.class,
            failure -> {
              assertThat(failure.status()).isEqualTo(402);
              assertThat(Long.parseLong(failure.headers().get("Retry-After")))
                  .isEqualTo(
                      Duration.between(clock.instant(), Instant.parse("2026-12-01T00:00:00Z"))
                          .toSeconds());
            });
    // The sum of last month is of no use in the next.
    clock.set(Instant.parse("2026-12-01T00:00:00Z"));
    used = 0;
    limits.beginRun(key).close();
    assertThat(askedSince).isEqualTo("2026-12-01T00:00:00Z");
  }

  @Test
  void robustness54_aClockThatIsSetBackOrForwardGivesAndTakesNothing() {
    Identity key = key("a", new StoredKey.Limits(60, 0, 0, 10));
    for (int i = 0; i < 60; i++) {
      limits.countRequest(key);
    }
    limits.beginRun(key).close();
    clock.set(clock.instant().plus(Duration.ofHours(1)));
    assertThatThrownBy(() -> limits.countRequest(key)).isInstanceOf(HttpFailure.class);
    clock.set(clock.instant().minus(Duration.ofHours(2)));
    clock.add(Duration.ofSeconds(3));
    assertThat(limits.countRequest(key).orElseThrow().remaining()).isEqualTo(2);
    used = 10;
    assertThatThrownBy(() -> limits.beginRun(key)).isInstanceOf(HttpFailure.class);
  }

  /** A clock that goes when it is told. */
  private static final class TestClock extends Clock {
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    private long elapsed = -17;

    private void add(Duration time) {
      now = now.plus(time);
      elapsed += time.toNanos();
    }

    private void set(Instant moment) {
      now = moment;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
