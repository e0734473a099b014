package dev.rigel.protocol;

import java.util.Arrays;
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

  public static Optional<JobStatus> of(String wireName) {
    return Arrays.stream(values()).filter(status -> status.wireName().equals(wireName)).findFirst();
  }
}
