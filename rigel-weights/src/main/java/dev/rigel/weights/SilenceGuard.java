package dev.rigel.weights;

import dev.rigel.base.CallScope;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Closes a stream that says nothing for too long, or whose reader is no longer wanted, so that a
 * blocked read ends.
 */
final class SilenceGuard implements AutoCloseable {
  private static final long POLL_MILLIS = 100;

  private final InputStream stream;
  private final long silenceNanos;
  private final CallScope scope;
  private final Thread watcher;
  private volatile long lastHeard = System.nanoTime();
  private volatile boolean silent;

  SilenceGuard(InputStream stream, Duration silence, CallScope scope) {
    this.stream = stream;
    this.silenceNanos = silence.toNanos();
    this.scope = scope;
    this.watcher = Thread.ofVirtual().name("rigel-pull-guard").start(this::watch);
  }

  void heard() {
    lastHeard = System.nanoTime();
  }

  /** Whether the stream was closed for its silence. */
  boolean silent() {
    return silent;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(POLL_MILLIS);
        boolean tooLong = System.nanoTime() - lastHeard > silenceNanos;
        if (tooLong || scope.cancellation().isCancelled() || scope.deadline().expired()) {
          silent = tooLong;
          stream.close();
          return;
        }
      }
    } catch (InterruptedException | IOException e) {
      // Interrupted: the reader is done. A failing close has nothing left to end.
      return;
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
