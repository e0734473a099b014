package dev.rigel.agent.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Which requests came in the last moments, so that one that is sent twice runs once. */
final class RecentSubmissions {
  /** Clients send again after half a minute of silence, up to four times. */
  static final Duration WINDOW = Duration.ofMinutes(2);

  private static final int MOST = 10_000;

  private record Entry(String execution, Instant at) {}

  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
  private final Clock clock;

  RecentSubmissions(Clock clock) {
    this.clock = clock;
  }

  synchronized Optional<String> find(String fingerprint) {
    return Optional.ofNullable(entries.get(fingerprint))
        .filter(entry -> isRecent(entry.at()))
        .map(Entry::execution);
  }

  synchronized void put(String fingerprint, String execution) {
    entries.remove(fingerprint);
    entries.put(fingerprint, new Entry(execution, Instant.now(clock)));
    Map.Entry<String, Entry> eldest = entries.firstEntry();
    while (entries.size() > MOST || !isRecent(eldest.getValue().at())) {
      entries.pollFirstEntry();
      eldest = entries.firstEntry();
    }
  }

  boolean isRecent(Instant moment) {
    return moment.plus(WINDOW).isAfter(Instant.now(clock));
  }
}
