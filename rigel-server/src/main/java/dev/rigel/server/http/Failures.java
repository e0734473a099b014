package dev.rigel.server.http;

import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.ErrorBody;
import dev.rigel.protocol.ValidationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where failures become statuses and bodies. */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  /** A failure as it goes over the wire. */
  public record Answer(int status, ErrorBody body, Map<String, String> headers) {
    public Answer {
      headers = Map.copyOf(headers);
    }
  }

  private Failures() {}

  public static Answer answer(Throwable failure, String requestId) {
    return switch (failure) {
      case ValidationException e -> new Answer(422, ErrorBody.of(e, requestId), Map.of());
      case HttpFailure e ->
          new Answer(e.status(), plain(e.code(), e.getMessage(), requestId), e.headers());
      case RigelException e -> rigel(e, requestId);
      case BudgetExhaustedException e ->
          // Not a 5xx: clients would send the same long request again by themselves.
          new Answer(
              422,
              ErrorBody.of(
                  RigelException.invalid(
                      "The request needs more than it may use ("
                          + e.limit()
                          + "). Ask for less, or raise the limit.",
                      "messages"),
                  requestId),
              Map.of());
      default -> {
        LOG.error("request {} failed", requestId, failure);
        yield new Answer(
            500,
            plain(
                ErrorCode.INTERNAL,
                "Something went wrong inside the server. Its log tells more under the id "
                    + requestId
                    + ".",
                requestId),
            Map.of());
      }
    };
  }

  private static Answer rigel(RigelException e, String requestId) {
    Map<String, String> headers = new HashMap<>();
    int status = e.code().httpStatus();
    switch (e.code()) {
      case OVERLOADED -> headers.put("Retry-After", RETRY_AFTER_SECONDS);
      case UNAUTHENTICATED -> headers.put("WWW-Authenticate", "Bearer");
      case CANCELLED -> {
        // Somebody is left to read it, so it was the server that stopped.
        status = 503;
        headers.put("Retry-After", RETRY_AFTER_SECONDS);
      }
      case INTERNAL -> LOG.error("request {} failed", requestId, e);
      case INVALID_REQUEST,
          UNSUPPORTED_MEDIA,
          MEDIA_REFUSED,
          TOO_LARGE,
          CREDITS_USED_UP,
          FORBIDDEN,
          NOT_FOUND,
          NOT_CONFIGURED,
          SCHEMA_UNSATISFIED,
          MODEL_FAILED,
          NOT_IMPLEMENTED -> {}
    }
    return new Answer(status, ErrorBody.of(e, requestId), headers);
  }

  private static ErrorBody plain(ErrorCode code, String message, String requestId) {
    return new ErrorBody(code, message, Optional.empty(), requestId, List.of());
  }
}
