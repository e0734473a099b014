package dev.rigel.base;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** The moment by which a piece of work must be over, on the monotonic clock. */
public final class Deadline {
  private static final Deadline NEVER = new Deadline(Long.MAX_VALUE, false);

  private final long nanoTime;
  private final boolean bounded;

  private Deadline(long nanoTime, boolean bounded) {
    this.nanoTime = nanoTime;
    this.bounded = bounded;
  }

  public static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + requireNonNull(time, "time").toNanos(), true);
  }

  public static Deadline never() {
    return NEVER;
  }

  /** This deadline, or the given time from now if that comes first. */
  public Deadline within(Duration time) {
    Deadline other = after(time);
    return bounded && nanoTime - other.nanoTime < 0 ? this : other;
  }

  /** What is left, never negative; about 292 years for a deadline that never comes. */
  public Duration remaining() {
    return bounded
        ? Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()))
        : Duration.ofNanos(Long.MAX_VALUE);
  }

  public boolean expired() {
    return bounded && nanoTime - System.nanoTime() <= 0;
  }

  /**
   * @throws BudgetExhaustedException when the time is over
   */
  public void check() {
    if (expired()) {
      throw new BudgetExhaustedException("time", "the time for this run is over");
    }
  }
}
