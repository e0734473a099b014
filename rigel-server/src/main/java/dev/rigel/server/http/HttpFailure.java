package dev.rigel.server.http;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.ErrorCode;
import java.util.Map;

/** A failure of HTTP itself, with a status that no {@link ErrorCode} stands for. */
public final class HttpFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final ErrorCode code;
  private final transient Map<String, String> headers;

  public HttpFailure(int status, ErrorCode code, String message, Map<String, String> headers) {
    super(requireNonNull(message, "message"), null, false, false);
    this.status = status;
    this.code = requireNonNull(code, "code");
    this.headers = Map.copyOf(headers);
  }

  public HttpFailure(int status, ErrorCode code, String message) {
    this(status, code, message, Map.of());
  }

  public int status() {
    return status;
  }

  public ErrorCode code() {
    return code;
  }

  /** Headers that belong to the answer, for example {@code Allow}. */
  public Map<String, String> headers() {
    return headers;
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }
}
