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
import java.util.function.ToIntFunction;

/**
 * Keeps what was found on the pages looked at last, so that tools that look at the same page, even
 * at the same moment or in a later turn, look once. Thread-safe.
 */
public final class KeptPages<T> {
  /** Content hash of the medium and page number, 0 for a picture. */
  public record Key(String contentHash, int page) {}

  private static final int WAIT_SLICE_MILLISECONDS = 50;

  /** What a page takes beside its size. */
  private static final int PAGE = 100;

  private final int capacity;
  private final ToIntFunction<T> sizeOf;
  private final Map<Key, Integer> sizes = new HashMap<>();
  private long size;
  private final SequencedMap<Key, CompletableFuture<T>> pages =
      new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param capacity how much is kept, in the unit of the sizes; the page read last is kept in any
   *     case
   * @param sizeOf what one page takes
   */
  public KeptPages(int capacity, ToIntFunction<T> sizeOf) {
    this.capacity = capacity;
    this.sizeOf = sizeOf;
  }

  /** What is kept of a page, or else what reading it gives. */
  public T get(Key key, Supplier<T> reading, CallScope scope) {
    while (true) {
      CompletableFuture<T> mine = new CompletableFuture<>();
      CompletableFuture<T> there;
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

  private T read(Key key, CompletableFuture<T> mine, Supplier<T> reading) {
    try {
      T found = reading.get();
      mine.complete(found);
      keep(key, mine, found);
      return found;
    } catch (RuntimeException | Error e) {
      forget(key, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static <T> T await(CompletableFuture<T> reading, CallScope scope)
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

  private void keep(Key key, CompletableFuture<T> reading, T found) {
    int length = PAGE + sizeOf.applyAsInt(found);
    synchronized (pages) {
      if (pages.get(key) != reading) {
        return;
      }
      Integer before = sizes.put(key, length);
      size += length - (before == null ? 0 : before);
      dropEldest();
    }
  }

  private void forget(Key key, CompletableFuture<T> reading) {
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
