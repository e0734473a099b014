package dev.rigel.server.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.execution.Executions;
import dev.rigel.agent.execution.RunViews;
import dev.rigel.agent.execution.Submission;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.protocol.Json;
import dev.rigel.server.http.ClientGoneException;
import dev.rigel.server.http.ClientWatch;
import dev.rigel.server.http.Exchange;
import dev.rigel.server.http.Failures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.MDC;

/**
 * Runs that a client waits for. A run that takes long is covered by white space before the JSON;
 * until its first character the status is open. A client that goes away ends its run.
 */
final class HeldRuns {
  private static final byte[] KEEP_ALIVE = " \n".getBytes(StandardCharsets.US_ASCII);
  private static final String CLIENT_GONE = "the client has gone away";

  private final Executions executions;
  private final Places places;
  private final ClientWatch watch;
  private final Duration keepAlive;
  private final Duration time;

  /**
   * @param keepAlive the pause after which a silent answer sends white space
   * @param time what a run may take
   */
  HeldRuns(
      Executions executions, Places places, ClientWatch watch, Duration keepAlive, Duration time) {
    this.executions = requireNonNull(executions, "executions");
    this.places = requireNonNull(places, "places");
    this.watch = requireNonNull(watch, "watch");
    this.keepAlive = requireNonNull(keepAlive, "keepAlive");
    this.time = requireNonNull(time, "time");
  }

  void answer(Exchange exchange, Submission submission) {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<StoredExecution> result = start(exchange.tenant(), submission, cancellation);
    Exchange.OpenAnswer answer = exchange.open("application/json");
    try (var client = exchange.watchClient(watch, () -> cancellation.cancel(CLIENT_GONE))) {
      while (!hasEnded(result)) {
        answer.write(KEEP_ALIVE);
      }
      if (client.clientGone()) {
        throw new ClientGoneException();
      }
    } catch (ClientGoneException e) {
      cancellation.cancel(CLIENT_GONE);
      throw e;
    }
    if (result.isCompletedExceptionally()) {
      fail(exchange, answer, result.exceptionNow());
    } else if (exchange.isCommitted()) {
      answer.end(Json.bytes(RunViews.json(result.resultNow())));
    } else {
      exchange.send(201, RunViews.json(result.resultNow()));
    }
  }

  private static void fail(Exchange exchange, Exchange.OpenAnswer answer, Throwable failure) {
    if (exchange.isCommitted()) {
      answer.end(Json.bytes(Failures.answer(failure, exchange.requestId()).body().toJson()));
    } else {
      exchange.fail(failure);
    }
  }

  private CompletableFuture<StoredExecution> start(
      String tenant, Submission submission, Cancellation cancellation) {
    CompletableFuture<StoredExecution> result = new CompletableFuture<>();
    Places.Ticket ticket = places.enter(tenant);
    Map<String, String> context = MDC.getCopyOfContextMap();
    Thread.ofVirtual()
        .name("rigel-held-run-", 0)
        .start(() -> {
          if (context != null) {
            MDC.setContextMap(context);
          }
          try (ticket) {
            ticket.awaitTurn(cancellation);
            CallScope scope = new CallScope(Deadline.after(time), cancellation, Budget.standard());
            result.complete(executions.run(submission, scope));
          } catch (Throwable e) {
            // Whatever it is, somebody waits for it.
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private boolean hasEnded(CompletableFuture<StoredExecution> result) {
    try {
      result.handle((_, _) -> true).get(keepAlive.toNanos(), TimeUnit.NANOSECONDS);
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
