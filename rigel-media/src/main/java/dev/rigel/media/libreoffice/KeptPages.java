package dev.rigel.media.libreoffice;

import dev.rigel.media.office.OfficePrinter.Printed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came of documents lately, by the hash of their content: the ones that were longest not asked
 * for go first. A failure is kept for a while only, for it may have been the machine's.
 * Thread-safe.
 */
final class KeptPages {
  private static final Duration FAILURES_KEPT = Duration.ofMinutes(10);

  /** What an entry takes beside its pages. */
  private static final long ENTRY = 1_000;

  private record Entry(Printed printed, Instant since) {
    long bytes() {
      return ENTRY + (printed instanceof Printed.Pages pages ? pages.pdf().length : 0);
    }
  }

  private final long mostBytes;
  private final InstantSource clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  KeptPages(long mostBytes, InstantSource clock) {
    this.mostBytes = mostBytes;
    this.clock = clock;
  }

  synchronized Optional<Printed> get(String hash) {
    Entry entry = entries.get(hash);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.printed() instanceof Printed.Failed
        && entry.since().plus(FAILURES_KEPT).isBefore(clock.instant())) {
      entries.remove(hash);
      bytes -= entry.bytes();
      return Optional.empty();
    }
    return Optional.of(entry.printed());
  }

  synchronized void keep(String hash, Printed printed) {
    Entry entry = new Entry(printed, clock.instant());
    if (entry.bytes() > mostBytes) {
      return;
    }
    Entry before = entries.put(hash, entry);
    bytes += entry.bytes() - (before == null ? 0 : before.bytes());
    Iterator<Entry> eldest = entries.values().iterator();
    while (bytes > mostBytes && eldest.hasNext()) {
      bytes -= eldest.next().bytes();
      eldest.remove();
    }
  }
}
