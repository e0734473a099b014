package dev.rigel.server.http;

import java.time.Duration;
import java.util.Map;

/**
 * How much of a key's requests a minute is left.
 *
 * @param reset until all of them are there again
 */
record RateState(long limit, long remaining, Duration reset) {
  /** As OpenAI's headers say it. */
  Map<String, String> headers() {
    return Map.of(
        "x-ratelimit-limit-requests", Long.toString(limit),
        "x-ratelimit-remaining-requests", Long.toString(remaining),
        "x-ratelimit-reset-requests", inWords(reset));
  }

  /** {@code 1m12s}, {@code 12s} or {@code 120ms}. */
  private static String inWords(Duration time) {
    if (time.toMinutes() > 0) {
      return time.toMinutes() + "m" + time.toSecondsPart() + "s";
    }
    return time.toSeconds() > 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
