package dev.rigel.base;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A bounded pool of platform threads for one kind of native work (networks, rendering, decoding).
 * Waiting callers queue in order; a full queue refuses at once, so that load never turns into
 * memory.
 */
public final class Lane implements AutoCloseable {
  private final String name;
  private final ThreadPoolExecutor threads;

  public Lane(String name, int threadCount, int waiting) {
    this.name = requireNonNull(name, "name");
    this.threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting, true),
            Thread.ofPlatform().name("rigel-" + name + "-", 0).daemon(true).factory());
    this.threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs the work on a thread of this lane and waits for it within the scope's limits. On
   * cancellation the working thread is interrupted.
   *
   * @throws RigelException {@link ErrorCode#OVERLOADED} when the queue is full
   * @throws BudgetExhaustedException when the deadline passes first
   */
  public <T> T call(CallScope scope, Callable<T> work) {
    scope.check();
    Future<T> future;
    try {
      future = threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw new RigelException(
          ErrorCode.OVERLOADED, "The queue for " + name + " work is full; try again in a moment.");
    }
    try (var _ = scope.cancellation().onCancel(() -> future.cancel(true))) {
      return future.get(scope.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new BudgetExhaustedException("time", "the time for this run is over");
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The run was cancelled: interrupted");
    } catch (java.util.concurrent.CancellationException e) {
      scope.check();
      throw new RigelException(ErrorCode.CANCELLED, "The run was cancelled");
    } catch (ExecutionException e) {
      throw rethrown(e);
    }
  }

  private static RuntimeException rethrown(ExecutionException e) {
    if (e.getCause() instanceof RuntimeException failure) {
      return failure;
    }
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(e.getCause());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
