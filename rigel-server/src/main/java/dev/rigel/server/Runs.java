package dev.rigel.server;

import dev.rigel.agent.Agent;
import dev.rigel.agent.AgentEvent;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

/** The agent's runs under way: each on a thread of its own, so that its clients can be watched. */
final class Runs {
  private final Agent agent;
  private final Admission admission;
  private final Duration chatTime;
  private final Set<Work> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  Runs(Agent agent, Admission admission, Duration chatTime) {
    this.agent = agent;
    this.admission = admission;
    this.chatTime = chatTime;
  }

  private record Started(String completion, String session) {}

  /** What runs. It is given up when nobody waits for it any more. */
  private static final class Work {
    private final CompletableFuture<ChatCompletion> result = new CompletableFuture<>();
    private final CompletableFuture<Started> started = new CompletableFuture<>();
    private final Cancellation cancellation = new Cancellation();
    private int waiting = 1;

    synchronized boolean join() {
      if (waiting == 0) {
        return false;
      }
      waiting++;
      return true;
    }

    void leave(String why) {
      synchronized (this) {
        waiting--;
        if (waiting > 0) {
          return;
        }
      }
      cancellation.cancel(why);
    }
  }

  /** A run, as one who waits for it sees it. */
  static final class Run {
    private final Work work;
    private final AtomicBoolean left = new AtomicBoolean();

    private Run(Work work) {
      this.work = work;
    }

    /** One that has its answer already. */
    static Run of(ChatCompletion answer) {
      Work work = new Work();
      work.started.complete(new Started(answer.id(), answer.sessionId()));
      work.result.complete(answer);
      return new Run(work);
    }

    /** Waits no more. The run itself ends when nobody else waits for it. */
    void cancel(String why) {
      if (left.compareAndSet(false, true)) {
        work.leave(why);
      }
    }

    /** Whether anybody else waits for it. */
    private boolean hasCompany() {
      synchronized (work) {
        return work.waiting > (left.get() ? 0 : 1);
      }
    }

    /** The same run, for somebody else who waits; empty when it has been given up. */
    Optional<Run> joined() {
      return work.join() ? Optional.of(new Run(work)) : Optional.empty();
    }

    /**
     * @return whether it has ended within the time
     */
    boolean awaitEnd(Duration time) {
      try {
        work.result.exceptionally(_ -> null).get(time.toNanos(), TimeUnit.NANOSECONDS);
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

    /** Tells the ids as soon as they are known; at once when they are. */
    void onStart(AgentListener listener) {
      work.started.thenAccept(ids -> listener.started(ids.completion(), ids.session()));
    }

    /** Does something at the end, on the run's thread; at once when it has ended. */
    void onEnd(Runnable action) {
      work.result.whenComplete((_, _) -> action.run());
    }

    boolean hasEnded() {
      return work.result.isDone();
    }

    /** What went wrong; only after the end. */
    Optional<Throwable> failure() {
      return work.result.isCompletedExceptionally()
          ? Optional.of(work.result.exceptionNow())
          : Optional.empty();
    }

    /** The answer; only after an end without failure. */
    ChatCompletion completion() {
      return work.result.resultNow();
    }
  }

  /**
   * @throws RigelException {@code overloaded} when too many wait already or the server stops
   */
  Run start(ChatCompletionRequest request, Caller caller, AgentListener listener) {
    if (stopping) {
      throw new RigelException(ErrorCode.CANCELLED, "The server is stopping.");
    }
    Admission.Ticket ticket = admission.enter(caller.tenant());
    Work work = new Work();
    Run run = new Run(work);
    underWay.add(work);
    Map<String, String> context = MDC.getCopyOfContextMap();
    Thread.ofVirtual()
        .name("rigel-run-", 0)
        .start(() -> {
          if (context != null) {
            MDC.setContextMap(context);
          }
          work(work, ticket, request, caller, new Relay(run, listener));
        });
    return run;
  }

  private void work(
      Work work,
      Admission.Ticket ticket,
      ChatCompletionRequest request,
      Caller caller,
      AgentListener listener) {
    try {
      ChatCompletion completion;
      try (ticket) {
        ticket.awaitTurn(work.cancellation);
        completion =
            agent.complete(
                request,
                caller,
                listener,
                new CallScope(Deadline.after(chatTime), work.cancellation, Budget.standard()));
      } finally {
        underWay.remove(work);
      }
      work.result.complete(completion);
    } catch (Throwable e) {
      // Whatever it is, somebody waits for it.
      work.result.completeExceptionally(e);
    }
  }

  /**
   * Passes on what happens to the one who started the run, and keeps the ids for those who join.
   * When that one is gone and others wait, the run goes on unheard.
   */
  private static final class Relay implements AgentListener {
    private final Run first;
    private final AgentListener listener;
    private volatile boolean unheard;

    Relay(Run first, AgentListener listener) {
      this.first = first;
      this.listener = listener;
    }

    @Override
    public void started(String completionId, String sessionId) {
      tell(() -> listener.started(completionId, sessionId));
      first.work.started.complete(new Started(completionId, sessionId));
    }

    @Override
    public void wrote(String text) {
      tell(() -> listener.wrote(text));
    }

    @Override
    public void wrote(String text, Optional<JsonNode> logprobs) {
      tell(() -> listener.wrote(text, logprobs));
    }

    @Override
    public void happened(AgentEvent event) {
      tell(() -> listener.happened(event));
    }

    private void tell(Runnable what) {
      if (unheard) {
        return;
      }
      try {
        what.run();
      } catch (RigelException e) {
        if (!first.hasCompany()) {
          throw e;
        }
        unheard = true;
      }
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
    underWay.forEach(work -> work.cancellation.cancel("the server is stopping"));
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
