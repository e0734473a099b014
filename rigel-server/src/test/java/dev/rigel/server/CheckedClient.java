package dev.rigel.server;

import dev.rigel.protocol.Json;
import dev.rigel.protocol.ValidationException;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import tools.jackson.databind.JsonNode;

/** A client that holds everything it sends and receives against the {@link Contract}. */
final class CheckedClient extends HttpClient {
  /** Larger bodies are media, not JSON. */
  private static final long LONGEST_BODY = 8 * 1024 * 1024;

  private final boolean judgesRequests;
  private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();

  CheckedClient() {
    this(true);
  }

  /**
   * @param judgesRequests whether a request that is taken must be as the document says, which it is
   *     not where the server is lenient
   */
  CheckedClient(boolean judgesRequests) {
    this.judgesRequests = judgesRequests;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    HttpResponse<T> response = client.send(request, handler);
    check(request, response);
    return response;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    return client
        .sendAsync(request, handler)
        .thenApply(response -> {
          check(request, response);
          return response;
        });
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      HttpResponse.BodyHandler<T> handler,
      HttpResponse.PushPromiseHandler<T> pushes) {
    throw new UnsupportedOperationException("HTTP/1.1 has no pushes");
  }

  private void check(HttpRequest request, HttpResponse<?> response) {
    String answer =
        switch (response.body()) {
          case String text -> text;
          case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
          // A stream that the test itself reads.
          case null, default -> null;
        };
    if (answer == null) {
      return;
    }
    Contract.OPEN_API.check(
        new Contract.Recorded(
            request.method(),
            request.uri().getPath(),
            judgesRequests ? sent(request) : Optional.empty(),
            response.statusCode(),
            response.headers().firstValue("Content-Type"),
            response.headers().firstValue("x-request-id"),
            answer));
  }

  private static Optional<JsonNode> sent(HttpRequest request) {
    HttpRequest.BodyPublisher publisher = request.bodyPublisher().orElse(null);
    if (publisher == null
        || publisher.contentLength() <= 0
        || publisher.contentLength() > LONGEST_BODY) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parse(bytes(publisher)));
    } catch (ValidationException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(HttpRequest.BodyPublisher publisher) {
    HttpResponse.BodySubscriber<byte[]> collector = HttpResponse.BodySubscribers.ofByteArray();
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            collector.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer bytes) {
            collector.onNext(List.of(bytes));
          }

          @Override
          public void onError(Throwable failure) {
            collector.onError(failure);
          }

          @Override
          public void onComplete() {
            collector.onComplete();
          }
        });
    return collector.getBody().toCompletableFuture().join();
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }
}
