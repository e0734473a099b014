package dev.rigel.server;

import dev.rigel.agent.Agent;
import dev.rigel.agent.AgentListener;
import dev.rigel.agent.Caller;
import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.server.http.ClientGoneException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.MDC;

/** The agent's runs under way: each on a thread of its own, so that its client can be watched. */
final class Runs {
  private final Agent agent;
  private final Admission admission;
  private final Duration chatTime;
  private final Set<Run> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  Runs(Agent agent, Admission admission, Duration chatTime) {
    this.agent = agent;
    this.admission = admission;
    this.chatTime = chatTime;
  }

  /** A run, as the one who waits for it sees it. */
  static final class Run {
    private final CompletableFuture<ChatCompletion> result = new CompletableFuture<>();
    private final Cancellation cancellation = new Cancellation();

    void cancel(String why) {
      cancellation.cancel(why);
    }

    /**
     * @return whether it has ended within the time
     */
    boolean awaitEnd(Duration time) {
      try {
        result.exceptionally(_ -> null).get(time.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException e) {
        throw new IllegalStateException("failures were taken out", e);
      } catch (InterruptedException e) {
        cancel("the server is stopping");
        throw new ClientGoneException(e);
      }
    }

    /** Does something at the end, on the run's thread; at once when it has ended. */
    void onEnd(Runnable action) {
      result.whenComplete((_, _) -> action.run());
    }

    boolean hasEnded() {
      return result.isDone();
    }

    /** What went wrong; only after the end. */
    Optional<Throwable> failure() {
      return result.isCompletedExceptionally()
          ? Optional.of(result.exceptionNow())
          : Optional.empty();
    }

    /** The answer; only after an end without failure. */
    ChatCompletion completion() {
      return result.resultNow();
    }
  }

  /**
   * @throws RigelException {@code overloaded} when too many wait already or the server stops
   */
  Run start(ChatCompletionRequest request, Caller caller, AgentListener listener) {
    if (stopping) {
      throw new RigelException(ErrorCode.CANCELLED, "The server is stopping.");
    }
    Admission.Ticket ticket = admission.enter();
    Run run = new Run();
    underWay.add(run);
    Map<String, String> context = MDC.getCopyOfContextMap();
    Thread.ofVirtual()
        .name("rigel-run-", 0)
        .start(() -> {
          if (context != null) {
            MDC.setContextMap(context);
          }
          work(run, ticket, request, caller, listener);
        });
    return run;
  }

  private void work(
      Run run,
      Admission.Ticket ticket,
      ChatCompletionRequest request,
      Caller caller,
      AgentListener listener) {
    try {
      ChatCompletion completion;
      try (ticket) {
        ticket.awaitTurn(run.cancellation);
        completion =
            agent.complete(
                request,
                caller,
                listener,
                new CallScope(Deadline.after(chatTime), run.cancellation, Budget.standard()));
      } finally {
        underWay.remove(run);
      }
      run.result.complete(completion);
    } catch (Throwable e) {
      // Whatever it is, somebody waits for it.
      run.result.completeExceptionally(e);
    }
  }

  int underWay() {
    return underWay.size();
  }

  /** Takes no new runs, gives those under way the time to end, then cancels them. */
  void stop(Duration grace) {
    stopping = true;
    long until = System.nanoTime() + grace.toNanos();
    await(until);
    underWay.forEach(run -> run.cancel("the server is stopping"));
    await(System.nanoTime() + Duration.ofSeconds(2).toNanos());
  }

  private void await(long until) {
    try {
      while (!underWay.isEmpty() && System.nanoTime() - until < 0) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
