package dev.rigel.language.openai;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What an endpoint's refusal means. Its text is read, never repeated. */
final class EndpointStatus {
  private EndpointStatus() {}

  static EndpointFailure failure(int status, HttpHeaders headers, String body) {
    return switch (status) {
      case 400, 422 -> refused(status, body);
      case 401, 403 ->
          none(
              ErrorCode.NOT_CONFIGURED,
              "The model endpoint does not accept the key (HTTP "
                  + status
                  + "). Set RIGEL_LLM_API_KEY.");
      case 404 ->
          none(
              ErrorCode.NOT_CONFIGURED,
              "The model endpoint does not know the address or the model (HTTP 404). Check"
                  + " RIGEL_LLM_BASE_URL, which usually ends in /v1, and RIGEL_LLM_MODEL.");
      case 413 ->
          none(
              ErrorCode.INVALID_REQUEST,
              "The request is larger than the model endpoint takes. Send less.");
      case 408, 429 ->
          new EndpointFailure(
              new RigelException(
                  ErrorCode.OVERLOADED, "The model endpoint is busy; try again later."),
              EndpointFailure.Remedy.RETRY,
              retryAfter(headers),
              EndpointFailure.Subject.UNKNOWN);
      default ->
          status >= 500
              ? new EndpointFailure(
                  new RigelException(
                      ErrorCode.MODEL_FAILED,
                      "The model endpoint failed with HTTP " + status + "."),
                  EndpointFailure.Remedy.RETRY,
                  retryAfter(headers),
                  EndpointFailure.Subject.UNKNOWN)
              : none(
                  ErrorCode.MODEL_FAILED, "The model endpoint answered with HTTP " + status + ".");
    };
  }

  private static EndpointFailure refused(int status, String body) {
    if (body.contains("context_length")
        || body.contains("context length")
        || body.contains("exceed_context")) {
      return new EndpointFailure(
          RigelException.invalid(
              "The prompt does not fit the context of the configured model. Send less text.",
              "messages"),
          EndpointFailure.Remedy.NONE);
    }
    return new EndpointFailure(
        new RigelException(
            ErrorCode.MODEL_FAILED,
            "The model endpoint refused the request (HTTP " + status + ")."),
        EndpointFailure.Remedy.SIMPLER,
        Optional.empty(),
        body.contains("max_completion_tokens")
            ? EndpointFailure.Subject.TOKEN_LIMIT
            : body.contains("guided_")
                ? EndpointFailure.Subject.GUIDANCE
                : EndpointFailure.Subject.UNKNOWN);
  }

  private static EndpointFailure none(ErrorCode code, String message) {
    return new EndpointFailure(new RigelException(code, message), EndpointFailure.Remedy.NONE);
  }

  /** Seconds or a date. */
  private static Optional<Duration> retryAfter(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .flatMap(value -> {
          try {
            return Optional.of(
                Duration.ofMillis(Math.round(Double.parseDouble(value.strip()) * 1000)));
          } catch (NumberFormatException e) {
            return untilDate(value);
          }
        })
        .filter(pause -> !pause.isNegative());
  }

  private static Optional<Duration> untilDate(String value) {
    try {
      Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(Instant.now(), date));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
