package dev.rigel.base;

/** Every way a request can fail, each with the HTTP status that reports it. */
public enum ErrorCode {
  INVALID_REQUEST("invalid_request", 422),
  UNSUPPORTED_MEDIA("unsupported_media", 415),
  /** The medium decodes badly, is a decompression bomb, or lies at a refused address. */
  MEDIA_REFUSED("media_refused", 422),
  TOO_LARGE("too_large", 413),
  UNAUTHENTICATED("unauthenticated", 401),
  /** What a key may use in a month is used up: trying again does not help before the next. */
  CREDITS_USED_UP("credits_used_up", 402),
  FORBIDDEN("forbidden", 403),
  NOT_FOUND("not_found", 404),
  NOT_CONFIGURED("not_configured", 422),
  SCHEMA_UNSATISFIED("schema_unsatisfied", 422),
  /** A queue is full or a limit per key is reached: try again after a while. */
  OVERLOADED("overloaded", 429),
  MODEL_FAILED("model_failed", 502),
  NOT_IMPLEMENTED("not_implemented", 501),
  /** The caller went away or the run was stopped; nobody is left to read the status. */
  CANCELLED("cancelled", 499),
  INTERNAL("internal", 500);

  private final String wireName;
  private final int httpStatus;

  ErrorCode(String wireName, int httpStatus) {
    this.wireName = wireName;
    this.httpStatus = httpStatus;
  }

  /** The code as it stands in error bodies. */
  public String wireName() {
    return wireName;
  }

  public int httpStatus() {
    return httpStatus;
  }
}
