package dev.rigel.server.http;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ValidationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request and its answer, on one thread. Everything blocks; a client that is gone ends the
 * thread's work with a {@link ClientGoneException}.
 */
public final class Exchange {
  private static final String JSON = "application/json";

  private final Request request;
  private final Response response;
  private final String requestId;
  private final Identity identity;
  private final String origin;
  private final Map<String, String> pathParameters;
  private final RequestBody body;
  private @Nullable Fields query;

  Exchange(
      Request request,
      Response response,
      String requestId,
      Identity identity,
      String origin,
      Map<String, String> pathParameters,
      RequestBody body) {
    this.request = request;
    this.response = response;
    this.requestId = requestId;
    this.identity = identity;
    this.origin = origin;
    this.pathParameters = Map.copyOf(pathParameters);
    this.body = body;
  }

  public String requestId() {
    return requestId;
  }

  /** On whose behalf the request is made. */
  public String tenant() {
    return identity.tenant();
  }

  /** Who makes the request, with what it may do. */
  public Identity identity() {
    return identity;
  }

  /**
   * For what only the server's administrators may do.
   *
   * @throws RigelException {@code forbidden} when the request's key has not the scope
   */
  public void requireAdmin() {
    if (!identity.admin()) {
      throw new RigelException(ErrorCode.FORBIDDEN, "This needs an API key with the scope admin.");
    }
  }

  /** Under which base the client reaches this server, for example {@code http://127.0.0.1:8080}. */
  public String origin() {
    return origin;
  }

  /** A part of the path that the route left open; decoded. */
  public String pathParameter(String name) {
    String value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter " + name);
    }
    return value;
  }

  public Optional<String> query(String name) {
    return queryText(name).filter(value -> !value.isEmpty());
  }

  /** A parameter as it is written, also when it is empty; the last when there are several. */
  public Optional<String> queryText(String name) {
    if (query == null) {
      query = parameters();
    }
    List<String> values = query.getValues(name);
    return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
  }

  private Fields parameters() {
    try {
      return Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      // Percent signs that stand for nothing, or for bytes that are no text.
      throw new HttpFailure(
          400, ErrorCode.INVALID_REQUEST, "The query of the address is not valid.");
    }
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** The whole body, within the limits. */
  public byte[] body() {
    return body.read(request);
  }

  /**
   * The whole body as JSON.
   *
   * @throws ValidationException when there is none, or it is something else
   */
  public JsonNode json() {
    return Json.ofBody(body());
  }

  /**
   * The body as it comes, for what is too large to be held in memory.
   *
   * @param limit the most bytes it may have; reading on throws
   */
  public InputStream bodyStream(long limit) {
    return body.stream(request, limit);
  }

  public void header(String name, String value) {
    response.getHeaders().put(name, value);
  }

  public void send(int status, JsonNode json) {
    send(status, JSON, Json.bytes(json));
  }

  public void send(int status, String contentType, byte[] content) {
    response.setStatus(status);
    header(HttpHeader.CONTENT_TYPE.asString(), contentType);
    header(HttpHeader.CONTENT_LENGTH.asString(), Integer.toString(content.length));
    write(true, ByteBuffer.wrap(content));
  }

  /** Sends a content of known length piece by piece. */
  public void send(int status, String contentType, InputStream content, long length)
      throws IOException {
    response.setStatus(status);
    header(HttpHeader.CONTENT_TYPE.asString(), contentType);
    header(HttpHeader.CONTENT_LENGTH.asString(), Long.toString(length));
    byte[] buffer = new byte[64 * 1024];
    long left = length;
    while (left > 0) {
      int read = content.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
      if (read == 0) {
        throw new IOException("the content is shorter than its length");
      }
      left -= read;
      write(left == 0, ByteBuffer.wrap(buffer, 0, read));
    }
    if (length == 0) {
      write(true, ByteBuffer.allocate(0));
    }
  }

  /** Begins an answer whose length is not known yet. */
  public OpenAnswer open(String contentType) {
    return new OpenAnswer(contentType);
  }

  /** Calls back, once, when the client closes its connection; until closed. */
  public ClientWatch.Registration watchClient(ClientWatch watch, Runnable gone) {
    return watch.watch(request, gone);
  }

  /** Answers a failure; only as long as nothing has gone out. */
  public void fail(Throwable failure) {
    Failures.Answer answer = Failures.answer(failure, requestId);
    answer.headers().forEach(this::header);
    send(answer.status(), answer.body().toJson());
  }

  /** Whether a first byte has gone out, so that the status is decided. */
  public boolean isCommitted() {
    return response.isCommitted();
  }

  private void write(boolean last, ByteBuffer bytes) {
    try {
      Content.Sink.write(response, last, bytes);
    } catch (IOException e) {
      throw new ClientGoneException(e);
    }
  }

  /** An answer that is written piece by piece; each piece goes out at once. */
  public final class OpenAnswer {
    private final String contentType;
    private boolean begun;

    private OpenAnswer(String contentType) {
      this.contentType = contentType;
    }

    public void write(byte[] piece) {
      begin();
      Exchange.this.write(false, ByteBuffer.wrap(piece));
    }

    public void end(byte[] piece) {
      begin();
      Exchange.this.write(true, ByteBuffer.wrap(piece));
    }

    private void begin() {
      if (!begun) {
        begun = true;
        response.setStatus(200);
        header(HttpHeader.CONTENT_TYPE.asString(), contentType);
        header(HttpHeader.CACHE_CONTROL.asString(), "no-cache");
        // Proxies that collect answers would hold back every keep-alive.
        header("X-Accel-Buffering", "no");
      }
    }
  }
}
