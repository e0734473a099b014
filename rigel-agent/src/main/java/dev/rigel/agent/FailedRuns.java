package dev.rigel.agent;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.program.run.RunFailure;

/** What to make of programs that failed while they ran. */
final class FailedRuns {
  private FailedRuns() {}

  /** A cancelled run or a medium that is refused is not cured by another program. */
  static boolean isWorthAnotherTry(RunFailure failure) {
    return failure
        .cause()
        .map(RigelException::code)
        .map(code ->
            switch (code) {
              // What a tool cannot do as it is configured, another tool may do.
              case INVALID_REQUEST, NOT_FOUND, NOT_CONFIGURED -> true;
              case UNSUPPORTED_MEDIA,
                  MEDIA_REFUSED,
                  TOO_LARGE,
                  UNAUTHENTICATED,
                  CREDITS_USED_UP,
                  FORBIDDEN,
                  SCHEMA_UNSATISFIED,
                  OVERLOADED,
                  MODEL_FAILED,
                  NOT_IMPLEMENTED,
                  CANCELLED,
                  INTERNAL ->
                  false;
            })
        .orElse(true);
  }

  /** As the client is told. */
  static RigelException error(RunFailure failure) {
    return failure
        .cause()
        .orElseGet(() ->
            new RigelException(
                ErrorCode.MODEL_FAILED,
                "The program that was planned for this request failed ("
                    + failure.text()
                    + "). Say it in other words or in smaller steps."));
  }
}
