package dev.rigel.agent.port;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Runs things later, at least once, also when the process dies meanwhile: another one, or the same
 * after its start, takes them up again.
 */
public interface JobQueue {
  /** Does one job. */
  @FunctionalInterface
  interface Handler {
    /**
     * @return when to run it again; empty when it is done
     */
    Optional<Instant> run(String id);
  }

  /** Durable before it returns. A job that is queued already is not queued twice. */
  void submit(String kind, String id, Instant notBefore);

  /**
   * Begins to work.
   *
   * @param handlers by kind
   */
  void start(Map<String, Handler> handlers);

  /** Takes up nothing new and waits a short while for what runs. */
  void stop();
}
