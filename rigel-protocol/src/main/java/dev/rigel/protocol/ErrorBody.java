package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A failure as every client can read it: FastAPI's {@code detail} and OpenAI's {@code error} in one
 * body.
 *
 * @param param where in the request the fault lies
 * @param id the request's id
 * @param details empty where the failure does not lie in the request's body
 */
public record ErrorBody(
    ErrorCode code, String message, Optional<String> param, String id, List<ErrorDetail> details) {
  private static final Pattern STEP = Pattern.compile("\\[(\\d{1,9})\\]|([^.\\[\\]]+)");

  public ErrorBody {
    requireNonNull(code, "code");
    requireNonNull(message, "message");
    requireNonNull(param, "param");
    requireNonNull(id, "id");
    details = List.copyOf(details);
  }

  public static ErrorBody of(ValidationException failure, String requestId) {
    ErrorDetail first = failure.details().getFirst();
    return new ErrorBody(
        ErrorCode.INVALID_REQUEST,
        failure.getMessage(),
        Optional.of(first.path()).filter(path -> !path.isEmpty()),
        requestId,
        failure.details());
  }

  public static ErrorBody of(RigelException failure, String requestId) {
    List<ErrorDetail> details =
        failure.code().httpStatus() == 422
            ? List.of(
                new ErrorDetail(
                    location(failure.param().orElse("")),
                    failure.getMessage(),
                    failure.code() == ErrorCode.INVALID_REQUEST
                        ? "value_error"
                        : failure.code().wireName()))
            : List.of();
    return new ErrorBody(failure.code(), failure.getMessage(), failure.param(), requestId, details);
  }

  /** {@code messages[0].content} as {@code ["body", "messages", 0, "content"]}. */
  private static List<Object> location(String param) {
    List<Object> location = new ArrayList<>();
    location.add("body");
    Matcher step = STEP.matcher(param);
    while (step.find()) {
      String index = step.group(1);
      location.add(index != null ? Integer.valueOf(index) : step.group(2));
    }
    return location;
  }

  public ObjectNode toJson() {
    ObjectNode node = Json.object();
    if (details.isEmpty()) {
      node.put("detail", message);
    } else {
      ArrayNode list = node.putArray("detail");
      details.forEach(detail -> list.add(detail(detail)));
    }
    node.set("error", errorJson());
    return node;
  }

  /** The {@code error} object alone, as it ends a stream: {@code {"error":{…}}}. */
  public ObjectNode toStreamJson() {
    ObjectNode node = Json.object();
    node.set("error", errorJson());
    return node;
  }

  private ObjectNode errorJson() {
    ObjectNode error = Json.object();
    error.put("message", message);
    error.put("type", type(code));
    error.put("code", code.wireName());
    param.ifPresentOrElse(v -> error.put("param", v), () -> error.putNull("param"));
    error.put("id", id);
    return error;
  }

  private static ObjectNode detail(ErrorDetail detail) {
    ObjectNode node = Json.object();
    ArrayNode location = node.putArray("loc");
    for (Object step : detail.loc()) {
      if (step instanceof Integer index) {
        location.add(index);
      } else {
        location.add(step.toString());
      }
    }
    node.put("msg", detail.msg());
    node.put("type", detail.type());
    return node;
  }

  /** OpenAI's kinds of errors. */
  private static String type(ErrorCode code) {
    return switch (code) {
      case INVALID_REQUEST,
          UNSUPPORTED_MEDIA,
          MEDIA_REFUSED,
          TOO_LARGE,
          NOT_FOUND,
          NOT_CONFIGURED,
          SCHEMA_UNSATISFIED,
          NOT_IMPLEMENTED,
          CANCELLED ->
          "invalid_request_error";
      case UNAUTHENTICATED -> "authentication_error";
      case FORBIDDEN -> "permission_error";
      case OVERLOADED -> "rate_limit_error";
      case CREDITS_USED_UP -> "insufficient_quota";
      case MODEL_FAILED, INTERNAL -> "server_error";
    };
  }
}
