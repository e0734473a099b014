package dev.rigel.weights;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Passes on at most ten figures a second: a fast download would report thousands. */
final class ThrottledProgress implements LongConsumer {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LongConsumer target;
  private long next = System.nanoTime();

  ThrottledProgress(LongConsumer target) {
    this.target = target;
  }

  @Override
  public void accept(long bytes) {
    long now = System.nanoTime();
    if (now - next >= 0) {
      next = now + INTERVAL_NANOS;
      target.accept(bytes);
    }
  }
}
