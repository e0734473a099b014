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

  /** What an endpoint does not take. */
  enum Subject {
    /** It wants {@code max_completion_tokens} instead of {@code max_tokens}. */
    TOKEN_LIMIT,
    /** It cannot build the constraint that was sent: it has other tools, for example. */
    GUIDANCE,
    UNKNOWN
  }

  private final transient RigelException failure;
  private final Remedy remedy;
  private final transient Optional<Duration> pause;
  private final Subject about;

  EndpointFailure(RigelException failure, Remedy remedy, Optional<Duration> pause, Subject about) {
    super(failure);
    this.failure = failure;
    this.remedy = remedy;
    this.pause = pause;
    this.about = about;
  }

  EndpointFailure(RigelException failure, Remedy remedy) {
    this(failure, remedy, Optional.empty(), Subject.UNKNOWN);
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

  Subject about() {
    return about;
  }
}
