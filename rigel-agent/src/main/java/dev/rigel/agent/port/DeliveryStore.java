package dev.rigel.agent.port;

import java.util.List;
import java.util.Optional;

/** Keeps webhook calls; they are added with the end of an execution. */
public interface DeliveryStore {
  /** A call that is still to be made; empty when it was made or given up. */
  Optional<StoredDelivery> pending(String id);

  /** The ids of the calls still to be made, oldest first. */
  List<String> allPending(int limit);

  /** Counts a try that failed. */
  void failed(String id, String reason);

  /**
   * Nothing more is to be sent.
   *
   * @param outcome {@code delivered}, or why it was given up
   */
  void done(String id, String outcome);
}
