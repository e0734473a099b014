package dev.rigel.server.http;

import dev.rigel.base.ErrorCode;
import dev.rigel.protocol.ErrorBody;
import dev.rigel.protocol.Json;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors that Jetty finds before a request reaches the door, in the same shape as all others. */
final class BareErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    Content.Sink.write(
        response,
        true,
        new String(
            body(response.getStatus(), response.getHeaders()),
            java.nio.charset.StandardCharsets.UTF_8),
        callback);
    return true;
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    fields.put(HttpHeader.CONTENT_TYPE, "application/json");
    return ByteBuffer.wrap(body(status, fields));
  }

  private static byte[] body(int status, HttpFields.Mutable fields) {
    String id = RequestIds.next();
    fields.put("x-request-id", id);
    String message =
        switch (status) {
          case 408 -> "The request came too slowly.";
          case 413 -> "The request is too large.";
          case 414 -> "The request's address is too long.";
          case 431 -> "The request's headers are too large.";
          case 503 -> "The server is stopping.";
          default ->
              status >= 500
                  ? "Something went wrong inside the server."
                  : "The request is not valid HTTP, or its address is ambiguous.";
        };
    return Json.bytes(
        new ErrorBody(
                status >= 500 ? ErrorCode.INTERNAL : ErrorCode.INVALID_REQUEST,
                message,
                Optional.empty(),
                id,
                List.of())
            .toJson());
  }
}
