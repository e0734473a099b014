package dev.rigel.agent.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps executions and predictions. What a call has returned from is durable. */
public interface ExecutionStore {
  /**
   * How an execution ended.
   *
   * @param delivery the webhook call that tells of it; stored in the same transaction
   */
  record End(
      StoredExecution.Status status,
      Optional<String> response,
      String usage,
      Optional<String> error,
      Instant at,
      Optional<StoredDelivery> delivery) {}

  void add(StoredExecution execution);

  Optional<StoredExecution> execution(String tenant, String id);

  /** Newest first. */
  List<StoredExecution> executions(String tenant, StoredExecution.Kind kind, int skip, int limit);

  /**
   * Marks it as running and counts the attempt, whatever ran it before.
   *
   * @return as it is now; empty when it does not exist or has ended
   */
  Optional<StoredExecution> begin(String id);

  /**
   * Ends it, once: the first end stays.
   *
   * @return whether this was the one
   */
  boolean finish(String id, End end);

  /** The ids of those that have not ended, oldest first, of all tenants. */
  List<String> unfinished(int limit);
}
