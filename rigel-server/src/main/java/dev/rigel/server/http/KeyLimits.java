package dev.rigel.server.http;

import dev.rigel.agent.port.StoredKey;
import dev.rigel.base.ErrorCode;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Holds every key to its limits. Requests, bytes and runs are counted in this process, from its
 * start; credits are those that the store has.
 */
public final class KeyLimits {
  /** Credits that a tenant's turns have used since then. */
  @FunctionalInterface
  public interface Credits {
    double usedSince(String tenant, Instant since);
  }

  /** A run's place among those of its key; closed at its end. */
  @FunctionalInterface
  public interface RunPlace extends AutoCloseable {
    @Override
    void close();
  }

  /** How long a sum of credits is good for: many short runs should not all ask the store. */
  private static final Duration CREDITS_FRESH = Duration.ofSeconds(2);

  private static final int RETRY_RUN_SECONDS = 5;

  private final Credits credits;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Map<String, Counters> counters = new ConcurrentHashMap<>();

  /**
   * @param clock tells the months
   */
  public KeyLimits(Credits credits, Clock clock) {
    this(credits, clock, System::nanoTime);
  }

  /**
   * @param nanoTime tells how time goes by: a clock may be set back, and then nothing would be
   *     given back until it is there again
   */
  KeyLimits(Credits credits, Clock clock, LongSupplier nanoTime) {
    this.credits = credits;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Counts one request.
   *
   * @return how many are left; empty for a key without this limit
   * @throws HttpFailure 429 when none was left
   */
  Optional<RateState> countRequest(Identity identity) {
    int limit = identity.limits().requestsPerMinute();
    if (limit == 0) {
      return Optional.empty();
    }
    ConsumptionProbe probe = counters(identity).requests.tryConsumeAndReturnRemaining(1);
    RateState state =
        new RateState(
            limit, probe.getRemainingTokens(), Duration.ofNanos(probe.getNanosToWaitForReset()));
    if (!probe.isConsumed()) {
      throw exceeded(
          "This key may make " + limit + " requests a minute, and has made them.",
          Duration.ofNanos(probe.getNanosToWaitForRefill()),
          state.headers());
    }
    return Optional.of(state);
  }

  /**
   * Refuses a body that is known to be too large for what is left of the day before it is read.
   *
   * @throws HttpFailure 429
   */
  void expectBytes(Identity identity, long bytes) {
    if (identity.limits().bytesPerDay() == 0 || bytes <= 0) {
      return;
    }
    EstimationProbe probe = counters(identity).bytes.estimateAbilityToConsume(bytes);
    if (!probe.canBeConsumed()) {
      throw tooManyBytes(identity, Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  /**
   * Counts bytes as they come.
   *
   * @throws HttpFailure 429 when there are more than the key may send in a day
   */
  public void countBytes(Identity identity, long bytes) {
    if (identity.limits().bytesPerDay() == 0 || bytes <= 0) {
      return;
    }
    ConsumptionProbe probe = counters(identity).bytes.tryConsumeAndReturnRemaining(bytes);
    if (!probe.isConsumed()) {
      throw tooManyBytes(identity, Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  /**
   * Takes a place for a run.
   *
   * @throws HttpFailure 429 when so many of the key's run already; 402 when the month's credits are
   *     used up
   */
  public RunPlace beginRun(Identity identity) {
    StoredKey.Limits limits = identity.limits();
    if (limits.creditsPerMonth() > 0) {
      checkCredits(identity);
    }
    if (limits.concurrentRuns() == 0) {
      return () -> {};
    }
    AtomicInteger runs = counters(identity).runs;
    if (runs.incrementAndGet() > limits.concurrentRuns()) {
      runs.decrementAndGet();
      throw exceeded(
          "This key may have " + limits.concurrentRuns() + " runs at the same time, and has them.",
          Duration.ofSeconds(RETRY_RUN_SECONDS),
          Map.of());
    }
    return runs::decrementAndGet;
  }

  private void checkCredits(Identity identity) {
    ZonedDateTime month =
        clock.instant().atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
    double used = counters(identity).credits(identity.tenant(), month.toInstant());
    if (used >= identity.limits().creditsPerMonth()) {
      Duration left = Duration.between(clock.instant(), month.plusMonths(1).toInstant());
      throw new HttpFailure(
          402,
          ErrorCode.CREDITS_USED_UP,
          "The credits of this month are used up ("
              + identity.limits().creditsPerMonth()
              + "). They are there again on the first of the next, or with a higher limit.",
          Map.of("Retry-After", Long.toString(Math.max(1, left.toSeconds()))));
    }
  }

  private static HttpFailure tooManyBytes(Identity identity, Duration wait) {
    return exceeded(
        "This key may send " + identity.limits().bytesPerDay() + " bytes a day, and has sent them.",
        wait,
        Map.of());
  }

  private static HttpFailure exceeded(String message, Duration wait, Map<String, String> more) {
    // A wait without end is told where more is asked for at once than there ever is.
    long seconds = Math.clamp(wait.plusMillis(999).toSeconds(), 1, Duration.ofDays(1).toSeconds());
    Map<String, String> headers = new java.util.HashMap<>(more);
    headers.put("Retry-After", Long.toString(seconds));
    return new HttpFailure(
        429, ErrorCode.OVERLOADED, message + " Try again in " + seconds + " s.", headers);
  }

  private Counters counters(Identity identity) {
    return counters.computeIfAbsent(identity.key(), _ -> new Counters(identity.limits()));
  }

  /** What one key has used. */
  private final class Counters {
    private final Bucket requests;
    private final Bucket bytes;
    private final AtomicInteger runs = new AtomicInteger();
    private double creditsUsed;
    private Instant creditsSince = Instant.MIN;
    private long creditsAt;

    private Counters(StoredKey.Limits limits) {
      this.requests = bucket(limits.requestsPerMinute(), Duration.ofMinutes(1));
      this.bytes = bucket(limits.bytesPerDay(), Duration.ofDays(1));
    }

    private Bucket bucket(long most, Duration period) {
      // A bucket must hold something; one without limit is never asked.
      long capacity = Math.max(1, most);
      return Bucket.builder()
          .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
          .withCustomTimePrecision(new NanoMeter(nanoTime))
          .build();
    }

    private synchronized double credits(String tenant, Instant since) {
      long now = nanoTime.getAsLong();
      if (!creditsSince.equals(since) || now - creditsAt > CREDITS_FRESH.toNanos()) {
        creditsUsed = credits.usedSince(tenant, since);
        creditsSince = since;
        creditsAt = now;
      }
      return creditsUsed;
    }
  }

  private record NanoMeter(LongSupplier nanoTime) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanoTime.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
