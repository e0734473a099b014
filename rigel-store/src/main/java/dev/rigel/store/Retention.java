package dev.rigel.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes, each hour, what is too old, and then the media that nobody refers to any more. */
final class Retention implements AutoCloseable {
  /**
   * For how long a medium may be put and not yet be referred to: longer than any run, at whose end
   * its media are written down.
   */
  static final Duration GRACE = Duration.ofHours(24);

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration FIRST = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofHours(1);

  private final Store store;
  private final Optional<Duration> age;
  private @Nullable Thread thread;

  /**
   * @param age after which sessions and ended executions go; empty when they never do
   */
  Retention(Store store, Optional<Duration> age) {
    this.store = store;
    this.age = age;
  }

  void start() {
    thread = Thread.ofVirtual().name("retention").start(this::work);
  }

  private void work() {
    try {
      Thread.sleep(FIRST);
      while (true) {
        try {
          age.ifPresent(older -> store.expire(Instant.now().minus(older)));
          store.sweep(GRACE);
        } catch (RuntimeException e) {
          LOG.warn("what is too old could not be deleted; it is tried again in an hour", e);
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      // The store is closed.
    }
  }

  @Override
  public void close() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      running.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
