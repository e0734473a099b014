package dev.rigel.server.http;

import dev.rigel.base.ErrorCode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What every request passes, in this order: it gets an id, is let in or not, finds its route, is
 * answered, and is logged in one line. Failures of every kind become answers here.
 */
final class FrontDoor extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger("dev.rigel.server.requests");
  private static final String REQUEST_ID = "x-request-id";
  private static final String EXPOSED =
      String.join(
          ", ",
          REQUEST_ID,
          "Retry-After",
          "Content-Disposition",
          "x-ratelimit-limit-requests",
          "x-ratelimit-remaining-requests",
          "x-ratelimit-reset-requests");
  private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");

  /** Everything the door needs. */
  record Parts(
      Router router,
      Gate gate,
      KeyLimits limits,
      ConnectionSweeper sweeper,
      int bodyLimit,
      BodyMemory bodyMemory,
      Optional<URI> publicUrl) {}

  private final Parts parts;
  private final AtomicInteger underWay = new AtomicInteger();

  FrontDoor(Parts parts) {
    this.parts = parts;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    underWay.incrementAndGet();
    try {
      answerOrFail(request, response, callback);
    } finally {
      underWay.decrementAndGet();
    }
    return true;
  }

  /** Waits until no request is being answered, or the time is over. */
  void awaitIdle(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    try {
      while (underWay.get() > 0 && System.nanoTime() - until < 0) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answerOrFail(Request request, Response response, Callback callback) {
    long began = System.nanoTime();
    String id = RequestIds.next();
    Connection connection = request.getConnectionMetaData().getConnection();
    parts.sweeper().handling(connection);
    Request.addCompletionListener(request, _ -> parts.sweeper().waiting(connection));
    response.getHeaders().put(REQUEST_ID, id);
    int status = 499;
    try (var _ = MDC.putCloseable("request", id);
        RequestBody body = new RequestBody(parts.bodyLimit(), parts.bodyMemory())) {
      try {
        answer(request, response, id, body);
      } catch (ClientGoneException e) {
        throw e;
      } catch (Exception | StackOverflowError | OutOfMemoryError e) {
        fail(
            e,
            new Exchange(request, response, id, Identity.NOBODY, origin(request), Map.of(), body));
        body.linger(request);
      }
      status = response.getStatus();
      callback.succeeded();
    } catch (ClientGoneException e) {
      callback.failed(e);
    } finally {
      long milliseconds = (System.nanoTime() - began) / 1_000_000;
      LOG.info(
          "{} {} {} {} ms {}",
          LogText.clean(request.getMethod()),
          LogText.path(path(request)),
          status,
          milliseconds,
          id);
    }
  }

  private void answer(Request request, Response response, String id, RequestBody body) {
    String path = path(request);
    if (allowCrossOrigin(request, response)) {
      Exchange preflight =
          new Exchange(request, response, id, Identity.NOBODY, origin(request), Map.of(), body);
      preflight.send(204, "text/plain", new byte[0]);
      return;
    }
    Router.Access access = parts.router().access(path);
    Identity identity = parts.gate().admit(request, access);
    if (access == Router.Access.KEY || access == Router.Access.ADMIN) {
      hold(identity, response, body);
    }
    Router.Match match = parts.router().find(request.getMethod(), path);
    Exchange exchange =
        new Exchange(request, response, id, identity, origin(request), match.parameters(), body);
    if (access == Router.Access.ADMIN) {
      exchange.requireAdmin();
    }
    if (match.runs()) {
      try (var _ = parts.limits().beginRun(identity)) {
        match.handler().handle(exchange);
      }
    } else {
      match.handler().handle(exchange);
    }
  }

  /** Counts the request, and what it is about to send, on its key. */
  private void hold(Identity identity, Response response, RequestBody body) {
    parts
        .limits()
        .countRequest(identity)
        .ifPresent(state -> state.headers().forEach(response.getHeaders()::put));
    body.countBy((announced, received) -> {
      parts.limits().expectBytes(identity, announced);
      parts.limits().countBytes(identity, received);
    });
  }

  /**
   * @return whether this is a browser's question before the request, to be answered at once
   */
  private boolean allowCrossOrigin(Request request, Response response) {
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin == null || !parts.gate().allowsOrigin(origin)) {
      return false;
    }
    response.getHeaders().put("Access-Control-Allow-Origin", origin);
    response.getHeaders().put("Vary", "Origin");
    response.getHeaders().put("Access-Control-Expose-Headers", EXPOSED);
    if (!request.getMethod().equals("OPTIONS")) {
      return false;
    }
    response.getHeaders().put("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS");
    response
        .getHeaders()
        .put(
            "Access-Control-Allow-Headers",
            Optional.ofNullable(request.getHeaders().get("Access-Control-Request-Headers"))
                .filter(names -> names.matches("[A-Za-z0-9, _-]{0,1000}"))
                .orElse("Authorization, Content-Type"));
    response.getHeaders().put("Access-Control-Max-Age", "600");
    return true;
  }

  private static void fail(Throwable failure, Exchange exchange) {
    if (exchange.isCommitted()) {
      // Too late for a status; a connection that breaks off is the only sign left.
      Failures.answer(failure, exchange.requestId());
      throw new ClientGoneException(failure);
    }
    exchange.fail(
        failure instanceof OutOfMemoryError
            ? new HttpFailure(
                503, ErrorCode.OVERLOADED, "There is not enough memory for this request.")
            : failure);
  }

  private String origin(Request request) {
    if (parts.publicUrl().isPresent()) {
      return parts.publicUrl().get().toString();
    }
    String authority = request.getHttpURI().getAuthority();
    return authority != null && AUTHORITY.matcher(authority).matches()
        ? "http://" + authority
        : "http://" + Request.getLocalAddr(request) + ":" + Request.getLocalPort(request);
  }

  private static String path(Request request) {
    return Optional.ofNullable(request.getHttpURI().getDecodedPath()).orElse("/");
  }
}
