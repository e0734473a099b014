package dev.rigel.server.http;

import dev.rigel.base.Cancellation;
import dev.rigel.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

/**
 * Answers with JSON that may take long to come. White space before it keeps the connection alive;
 * until its first character the status is open. A client that goes away cancels the work.
 */
public final class HeldAnswer {
  private static final byte[] KEEP_ALIVE = " \n".getBytes(StandardCharsets.US_ASCII);
  private static final String CLIENT_GONE = "the client has gone away";

  private HeldAnswer() {}

  /**
   * Does the work on a thread of its own and answers with what it gives, or with its failure.
   *
   * @param keepAlive pause after which white space is sent
   * @param status of an answer that comes before it
   */
  public static void hold(
      Exchange exchange,
      ClientWatch watch,
      Duration keepAlive,
      int status,
      Function<Cancellation, JsonNode> work) {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<JsonNode> result = start(work, cancellation);
    Exchange.OpenAnswer answer = exchange.open("application/json");
    try (var client = exchange.watchClient(watch, () -> cancellation.cancel(CLIENT_GONE))) {
      while (!awaitEnd(result, keepAlive)) {
        answer.write(KEEP_ALIVE);
      }
      if (client.clientGone()) {
        throw new ClientGoneException();
      }
    } catch (ClientGoneException e) {
      cancellation.cancel(CLIENT_GONE);
      throw e;
    }
    Optional<Throwable> failure =
        result.isCompletedExceptionally() ? Optional.of(result.exceptionNow()) : Optional.empty();
    if (!exchange.isCommitted()) {
      if (failure.isPresent()) {
        exchange.fail(failure.get());
      } else {
        exchange.send(status, result.resultNow());
      }
    } else {
      answer.end(
          Json.bytes(
              failure.isPresent()
                  ? Failures.answer(failure.get(), exchange.requestId()).body().toJson()
                  : result.resultNow()));
    }
  }

  private static CompletableFuture<JsonNode> start(
      Function<Cancellation, JsonNode> work, Cancellation cancellation) {
    CompletableFuture<JsonNode> result = new CompletableFuture<>();
    Map<String, String> context = MDC.getCopyOfContextMap();
    Thread.ofVirtual()
        .name("rigel-held-", 0)
        .start(() -> {
          if (context != null) {
            MDC.setContextMap(context);
          }
          try {
            result.complete(work.apply(cancellation));
          } catch (Throwable e) {
            // Whatever it is, somebody waits for it.
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private static boolean awaitEnd(CompletableFuture<JsonNode> result, Duration time) {
    try {
      result.exceptionally(_ -> Json.object()).get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("failures were taken out", e);
    } catch (InterruptedException e) {
      throw new ClientGoneException(e);
    }
  }
}
