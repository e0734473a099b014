package dev.rigel.base;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that may reach a user. The message names the part that is wrong and what to do;
 * it never repeats the text of a decoder, a driver or another system.
 */
public final class RigelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String param;

  private RigelException(
      ErrorCode code, String message, @Nullable String param, @Nullable Throwable cause) {
    super(requireNonNull(message, "message"), cause);
    this.code = requireNonNull(code, "code");
    this.param = param;
  }

  public RigelException(ErrorCode code, String message) {
    this(code, message, null, null);
  }

  /**
   * @param param where in the request the fault lies, for example {@code
   *     messages[0].content[1].image_url}
   */
  public RigelException(ErrorCode code, String message, String param) {
    this(code, message, param, null);
  }

  public static RigelException causedBy(Throwable cause, ErrorCode code, String message) {
    return new RigelException(code, message, null, cause);
  }

  public static RigelException invalid(String message, String param) {
    return new RigelException(ErrorCode.INVALID_REQUEST, message, param);
  }

  /** The same failure, located: keeps an already known place. */
  public RigelException at(String where) {
    return param == null ? new RigelException(code, getMessage(), where, this) : this;
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }

  public ErrorCode code() {
    return code;
  }

  /** Where in the request the fault lies, if it lies in one place. */
  public Optional<String> param() {
    return Optional.ofNullable(param);
  }
}
