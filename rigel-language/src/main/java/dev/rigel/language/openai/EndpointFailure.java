package dev.rigel.language.openai;

import dev.rigel.base.RigelException;
import java.time.Duration;
import java.util.Optional;

/** An attempt that failed, and whether another may succeed. */
final class EndpointFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** What may be done about it. */
  enum Remedy {
    /** The same again, after a pause. */
    RETRY,
    /** The same without what the endpoint does not know. */
    SIMPLER,
    NONE
  }

  private final transient RigelException failure;
  private final Remedy remedy;
  private final transient Optional<Duration> pause;
  private final boolean aboutTokenLimit;

  EndpointFailure(
      RigelException failure, Remedy remedy, Optional<Duration> pause, boolean aboutTokenLimit) {
    super(failure);
    this.failure = failure;
    this.remedy = remedy;
    this.pause = pause;
    this.aboutTokenLimit = aboutTokenLimit;
  }

  EndpointFailure(RigelException failure, Remedy remedy) {
    this(failure, remedy, Optional.empty(), false);
  }

  RigelException failure() {
    return failure;
  }

  Remedy remedy() {
    return remedy;
  }

  /** How long the endpoint asked to wait. */
  Optional<Duration> pause() {
    return pause;
  }

  /** The endpoint wants {@code max_completion_tokens} instead of {@code max_tokens}. */
  boolean aboutTokenLimit() {
    return aboutTokenLimit;
  }
}
