package dev.rigel.media.libreoffice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of documents lately, by the hash of their content: the ones that were longest not asked
 * for go first. A failure is kept for a while only, for it may have been the machine's.
 * Thread-safe.
 */
final class KeptResults<T> {
  private static final Duration FAILURES_KEPT = Duration.ofMinutes(10);

  /** What an entry takes beside its pages. */
  private static final long ENTRY = 1_000;

  /**
   * @param content empty for a failure
   */
  private record Entry<T>(T result, Optional<byte[]> content, Instant since) {
    long bytes() {
      return ENTRY + content.map(bytes -> bytes.length).orElse(0);
    }
  }

  private final long mostBytes;
  private final Function<T, Optional<byte[]>> content;
  private final InstantSource clock;
  private final Map<String, Entry<T>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param content what came of it; empty for a failure
   */
  KeptResults(long mostBytes, Function<T, Optional<byte[]>> content, InstantSource clock) {
    this.mostBytes = mostBytes;
    this.content = content;
    this.clock = clock;
  }

  synchronized Optional<T> get(String hash) {
    Entry<T> entry = entries.get(hash);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.content().isEmpty() && entry.since().plus(FAILURES_KEPT).isBefore(clock.instant())) {
      entries.remove(hash);
      bytes -= entry.bytes();
      return Optional.empty();
    }
    return Optional.of(entry.result());
  }

  synchronized void keep(String hash, T result) {
    Entry<T> entry = new Entry<>(result, content.apply(result), clock.instant());
    if (entry.bytes() > mostBytes) {
      return;
    }
    Entry<T> before = entries.put(hash, entry);
    bytes += entry.bytes() - (before == null ? 0 : before.bytes());
    Iterator<Entry<T>> eldest = entries.values().iterator();
    while (bytes > mostBytes && eldest.hasNext()) {
      bytes -= eldest.next().bytes();
      eldest.remove();
    }
  }
}
