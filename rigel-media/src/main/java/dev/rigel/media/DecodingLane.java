package dev.rigel.media;

import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Lane;
import dev.rigel.base.RigelException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A bounded lane whose pieces of work each have a time limit of their own, counted from when the
 * work starts.
 *
 * <p>Each piece runs on a thread of its own. One that does not end in time is interrupted, which
 * stops every decoder at its next read; a thread that ignores even that is left behind as a daemon
 * and no longer holds up the lane.
 */
final class DecodingLane implements AutoCloseable {
  private final Lane lane;

  DecodingLane(String name, int threads, int waiting) {
    this.lane = new Lane(name, threads, waiting);
  }

  /**
   * @param what names the work in the message when it takes too long, such as {@code Page 3}
   */
  <T> T call(CallScope scope, Duration limit, String what, Callable<T> work) {
    return lane.call(scope, () -> runLimited(limit, what, work));
  }

  private static <T> T runLimited(Duration limit, String what, Callable<T> work)
      throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread =
        Thread.ofPlatform()
            .daemon(true)
            .name(Thread.currentThread().getName() + "-work")
            .start(task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw RigelException.causedBy(
          new BudgetExhaustedException("time", what + " took too long"),
          ErrorCode.MEDIA_REFUSED,
          "%s took longer than %d s and was stopped; it is damaged or too complex."
              .formatted(what, Math.max(1, limit.toSeconds())));
    } catch (ExecutionException e) {
      throw rethrown(e);
    } finally {
      if (thread.isAlive()) {
        thread.interrupt();
      }
    }
  }

  private static RuntimeException rethrown(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException failure -> failure;
      case OutOfMemoryError tooBig ->
          RigelException.causedBy(
              tooBig,
              ErrorCode.TOO_LARGE,
              "The medium needs more memory than this server has; send a smaller one.");
      case StackOverflowError tooDeep ->
          RigelException.causedBy(
              tooDeep, ErrorCode.MEDIA_REFUSED, "The medium is nested too deeply to be read.");
      case Error error -> throw error;
      case null, default -> new IllegalStateException(e.getCause());
    };
  }

  @Override
  public void close() {
    lane.close();
  }
}
