package dev.rigel.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far a run, an agent or a skill is, in the six words that clients know. */
public enum JobStatus {
  ENQUEUED,
  PENDING,
  RUNNING,
  COMPLETED,
  FAILED,
  PAUSED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The six words, in order. */
  public static List<String> wireNames() {
    return Arrays.stream(values()).map(JobStatus::wireName).toList();
  }

  public static Optional<JobStatus> of(String wireName) {
    return Arrays.stream(values()).filter(status -> status.wireName().equals(wireName)).findFirst();
  }
}
