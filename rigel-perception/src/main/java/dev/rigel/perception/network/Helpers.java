package dev.rigel.perception.network;

import dev.rigel.base.CallScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * A few threads that share many small pieces of work with the thread that has them. The working
 * thread does its part, so that nothing waits when all helpers are busy elsewhere.
 */
final class Helpers implements AutoCloseable {
  private final int count;
  private final ExecutorService threads;

  Helpers(int count) {
    this.count = count;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            Math.max(1, count),
            Math.max(1, count),
            30,
            TimeUnit.SECONDS,
            // Each caller on the bounded lane queues at most one entry a helper.
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("rigel-helper-", 0).daemon(true).factory());
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
  }

  /**
   * The results in the order of the items; returns or throws only when no helper works any more.
   */
  <T, R> List<R> share(List<T> items, Function<T, R> work, CallScope scope) {
    AtomicReferenceArray<R> results = new AtomicReferenceArray<>(items.size());
    AtomicInteger next = new AtomicInteger();
    Runnable part =
        () -> {
          for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
            scope.check();
            results.set(i, work.apply(items.get(i)));
          }
        };
    List<Future<?>> helping = new ArrayList<>();
    for (int i = 0; i < Math.min(count, items.size() - 1); i++) {
      helping.add(threads.submit(part));
    }
    try {
      part.run();
    } finally {
      next.set(items.size());
      awaitAll(helping);
    }
    List<R> ordered = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      ordered.add(results.get(i));
    }
    return ordered;
  }

  /** Uninterruptibly: helpers use the native memory of the thread that they help. */
  private static void awaitAll(List<Future<?>> helping) {
    RuntimeException failure = null;
    boolean interrupted = false;
    for (Future<?> helper : helping) {
      while (true) {
        try {
          helper.get();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          failure =
              e.getCause() instanceof RuntimeException cause
                  ? cause
                  : new IllegalStateException(e.getCause());
          break;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
