package dev.rigel.server.execution;

import dev.rigel.base.Cancellation;

/** The places that runs have which clients wait for. */
@FunctionalInterface
public interface Places {
  /** A place in the queue, then at work. Used by one thread; must be closed. */
  interface Ticket extends AutoCloseable {
    void awaitTurn(Cancellation cancellation);

    @Override
    void close();
  }

  /**
   * Takes a place in the queue.
   *
   * @throws dev.rigel.base.RigelException {@code overloaded} when the queue is full
   */
  Ticket enter(String tenant);
}
