package dev.rigel.language;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which of several candidates failed a short while ago, so that a dead one does not delay
 * every request. Thread-safe.
 */
public final class FailedLately<T> {
  private static final Duration REST = Duration.ofSeconds(30);

  private final Clock clock;
  private final Map<T, Instant> failedAt = new ConcurrentHashMap<>();

  public FailedLately(Clock clock) {
    this.clock = clock;
  }

  /** Those that failed lately come last: better one of them than none. */
  public List<T> inOrder(List<T> candidates) {
    List<T> order = new ArrayList<>(candidates.stream().filter(this::isRested).toList());
    candidates.stream().filter(candidate -> !isRested(candidate)).forEach(order::add);
    return order;
  }

  private boolean isRested(T candidate) {
    return Optional.ofNullable(failedAt.get(candidate))
        .filter(failed -> failed.plus(REST).isAfter(clock.instant()))
        .isEmpty();
  }

  public void failed(T candidate) {
    failedAt.put(candidate, clock.instant());
  }

  public void answered(T candidate) {
    failedAt.remove(candidate);
  }
}
