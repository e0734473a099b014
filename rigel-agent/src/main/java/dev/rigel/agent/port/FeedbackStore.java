package dev.rigel.agent.port;

import java.util.List;

/** Keeps feedback. What a call has returned from is durable. */
public interface FeedbackStore {
  void add(StoredFeedback feedback);

  /** Newest first. */
  List<StoredFeedback> of(String tenant, String type, String entity, int offset, int limit);
}
