package dev.rigel.server;

import dev.rigel.base.Cancellation;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets so many runs work and so many wait, in order; one more is refused at once. Only runs pass
 * here: everything else a server answers stays quick under load.
 */
final class Admission {
  private final Semaphore places;
  private final AtomicInteger present = new AtomicInteger();
  private final int most;

  Admission(int running, int waiting) {
    this.places = new Semaphore(running, true);
    this.most = running + waiting;
  }

  /**
   * Takes a place in the queue.
   *
   * @throws RigelException {@code overloaded} when the queue is full
   */
  Ticket enter() {
    if (present.incrementAndGet() > most) {
      present.decrementAndGet();
      throw new RigelException(
          ErrorCode.OVERLOADED,
          "Too many requests are waiting already; try again in a few seconds.");
    }
    return new Ticket();
  }

  /** A place in the queue, then at work. Used by one thread; must be closed. */
  final class Ticket implements AutoCloseable {
    private boolean atWork;

    private Ticket() {}

    void awaitTurn(Cancellation cancellation) {
      Thread waiter = Thread.currentThread();
      try (var _ = cancellation.onCancel(waiter::interrupt)) {
        places.acquire();
        atWork = true;
      } catch (InterruptedException e) {
        cancellation.check();
        throw new RigelException(ErrorCode.CANCELLED, "The run was cancelled: interrupted");
      }
      // The interrupt may have come just after the turn did.
      if (Thread.interrupted()) {
        cancellation.check();
      }
    }

    @Override
    public void close() {
      if (atWork) {
        places.release();
      }
      present.decrementAndGet();
    }
  }
}
