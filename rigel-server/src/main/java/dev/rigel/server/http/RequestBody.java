package dev.rigel.server.http;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Reads one request's body within limits: its size, the time it takes, and its share of the memory
 * that all bodies together may hold.
 */
final class RequestBody implements AutoCloseable {
  /** What a slow but honest line needs. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long LEAST_BYTES_A_SECOND = 16 * 1024;

  /** How long the rest of a refused body is read, so that the client gets to see the refusal. */
  private static final Duration LINGER = Duration.ofSeconds(3);

  private final int limit;
  private final BodyMemory memory;
  private Counter counter = (_, _) -> {};
  private long reserved;
  private boolean finished;

  RequestBody(int limit, BodyMemory memory) {
    this.limit = limit;
    this.memory = memory;
  }

  /** Hears of a body: first how long it says it is, 0 when it does not, then of what comes. */
  interface Counter {
    void count(long announced, long received);
  }

  /** Has everything that is read counted from now on. */
  void countBy(Counter by) {
    counter = by;
  }

  byte[] read(Request request) {
    ByteArrayOutputStream collected =
        new ByteArrayOutputStream((int) Math.clamp(request.getLength(), 1_024, 1 << 20));
    byte[] buffer = new byte[64 * 1024];
    // Not closed: closing gives up the rest of the body, and a reset would eat the refusal.
    BodyStream body = stream(request, limit);
    for (int read = body.read(buffer, 0, buffer.length);
        read >= 0;
        read = body.read(buffer, 0, buffer.length)) {
      reserve(read);
      collected.write(buffer, 0, read);
    }
    return collected.toByteArray();
  }

  /** The body as it comes, within a limit of its own; the memory is the reader's affair. */
  BodyStream stream(Request request, long most) {
    checkEncoding(request);
    if (request.getLength() > most) {
      throw tooLarge(most);
    }
    counter.count(Math.max(0, request.getLength()), 0);
    return new BodyStream(request, most);
  }

  /** Reads on until the limit, and only as long as the bytes come quickly enough. */
  final class BodyStream extends InputStream {
    private final InputStream body;
    private final long most;
    private final long began = System.nanoTime();
    private long received;

    private BodyStream(Request request, long most) {
      this.body = Request.asInputStream(request);
      this.most = most;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int read;
      try {
        read = body.read(buffer, offset, length);
      } catch (IOException e) {
        throw failure(e);
      }
      if (read < 0) {
        finished = true;
        return read;
      }
      received += read;
      if (received > most) {
        throw tooLarge(most);
      }
      counter.count(0, read);
      checkPace(began, received);
      return read;
    }
  }

  private static RuntimeException failure(IOException failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof TimeoutException) {
        return tooSlow();
      }
      // Also when the connection ended too early; then the answer will find nobody.
      if (t instanceof HttpException wrong && wrong.getCode() < 500) {
        return new HttpFailure(
            wrong.getCode(),
            ErrorCode.INVALID_REQUEST,
            "The request's body is not sent as HTTP says.",
            Map.of("Connection", "close"));
      }
    }
    return new ClientGoneException(failure);
  }

  private static void checkEncoding(Request request) {
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (encoding != null
        && !encoding.isBlank()
        && !encoding.strip().toLowerCase(Locale.ROOT).equals("identity")) {
      throw new HttpFailure(
          415,
          ErrorCode.UNSUPPORTED_MEDIA,
          "Compressed request bodies are not accepted. Send the body without Content-Encoding.",
          Map.of("Accept-Encoding", "identity"));
    }
  }

  private void reserve(int bytes) {
    if (!memory.reserve(bytes)) {
      throw new RigelException(
          ErrorCode.OVERLOADED,
          "The requests under way already fill the memory that is set aside for them; try again in"
              + " a moment.");
    }
    reserved += bytes;
  }

  private static void checkPace(long began, long received) {
    Duration taken = Duration.ofNanos(System.nanoTime() - began);
    if (taken.minus(PATIENCE).toSeconds() > received / LEAST_BYTES_A_SECOND) {
      throw tooSlow();
    }
  }

  private static HttpFailure tooSlow() {
    return new HttpFailure(
        408,
        ErrorCode.INVALID_REQUEST,
        "The request's body came too slowly.",
        Map.of("Connection", "close"));
  }

  private RigelException tooLarge(long most) {
    return new RigelException(
        ErrorCode.TOO_LARGE,
        "The request's body is larger than "
            + most
            + " bytes."
            + (most == limit
                ? " Give large media by URL instead of inside the request."
                : " Larger files are not taken; RIGEL_UPLOAD_BYTES sets the limit."));
  }

  /**
   * Reads on for a moment what a refused request still sends; otherwise a reset eats the answer.
   */
  void linger(Request request) {
    // A client that asked first ("Expect: 100-continue") has sent nothing yet.
    if (finished || request.getLength() == 0 || request.getHeaders().contains(HttpHeader.EXPECT)) {
      return;
    }
    finished = true;
    long until = System.nanoTime() + LINGER.toNanos();
    byte[] buffer = new byte[64 * 1024];
    InputStream rest = Request.asInputStream(request);
    try {
      while (System.nanoTime() - until < 0 && rest.read(buffer) >= 0) {
        // Thrown away.
      }
    } catch (IOException e) {
      // The client has seen enough.
    }
  }

  @Override
  public void close() {
    memory.release(reserved);
    reserved = 0;
  }
}
