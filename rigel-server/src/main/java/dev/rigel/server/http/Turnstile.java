package dev.rigel.server.http;

import dev.rigel.base.Cancellation;

/** Lets a run work when it is its turn. */
@FunctionalInterface
public interface Turnstile {
  /** A run's place at work; closed at its end. */
  @FunctionalInterface
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits.
   *
   * @throws dev.rigel.base.RigelException {@code overloaded} when too many wait already
   */
  Place pass(String tenant, Cancellation cancellation);
}
