package dev.rigel.tools.reading;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Keeps the text of the pages read last, so that tools that look at the same page, even at the same
 * moment, read it once. Thread-safe.
 */
final class PageTexts {
  /** Content hash of the medium and page number, 0 for a picture. */
  record Key(String contentHash, int page) {}

  private static final int WAIT_SLICE_MILLISECONDS = 50;

  /** What a page takes beside its characters. */
  private static final int PAGE = 100;

  private final int capacity;
  private final Map<Key, Integer> sizes = new HashMap<>();
  private long size;
  private final SequencedMap<Key, CompletableFuture<PageReading>> pages =
      new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param capacity characters that are kept; the page read last is kept in any case
   */
  PageTexts(int capacity) {
    this.capacity = capacity;
  }

  PageReading get(Key key, Supplier<PageReading> reading, CallScope scope) {
    while (true) {
      CompletableFuture<PageReading> mine = new CompletableFuture<>();
      CompletableFuture<PageReading> there;
      synchronized (pages) {
        there = pages.putIfAbsent(key, mine);
      }
      if (there == null) {
        return read(key, mine, reading);
      }
      try {
        return await(there, scope);
      } catch (ExecutionException e) {
        // The one that read it failed, perhaps only because its caller went away: read it
        // ourselves.
        forget(key, there);
      }
    }
  }

  private PageReading read(
      Key key, CompletableFuture<PageReading> mine, Supplier<PageReading> reading) {
    try {
      PageReading lines = reading.get();
      mine.complete(lines);
      keep(key, mine, lines);
      return lines;
    } catch (RuntimeException | Error e) {
      forget(key, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static PageReading await(CompletableFuture<PageReading> reading, CallScope scope)
      throws ExecutionException {
    while (true) {
      scope.check();
      try {
        return reading.get(WAIT_SLICE_MILLISECONDS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Looked at again after the scope was checked.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        scope.check();
        throw new RigelException(ErrorCode.CANCELLED, "The run was cancelled: interrupted");
      }
    }
  }

  private void keep(Key key, CompletableFuture<PageReading> reading, PageReading lines) {
    int length = PAGE + lines.characters();
    synchronized (pages) {
      if (pages.get(key) != reading) {
        return;
      }
      Integer before = sizes.put(key, length);
      size += length - (before == null ? 0 : before);
      dropEldest();
    }
  }

  private void forget(Key key, CompletableFuture<PageReading> reading) {
    synchronized (pages) {
      if (pages.remove(key, reading)) {
        subtract(key);
      }
    }
  }

  private void subtract(Key key) {
    Integer length = sizes.remove(key);
    size -= length == null ? 0 : length;
  }

  private void dropEldest() {
    while (size > capacity && pages.size() > 1) {
      subtract(pages.pollFirstEntry().getKey());
    }
  }
}
