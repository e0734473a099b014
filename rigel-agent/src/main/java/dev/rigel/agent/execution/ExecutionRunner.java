package dev.rigel.agent.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.port.ExecutionStore;
import dev.rigel.agent.port.JobQueue;
import dev.rigel.agent.port.StoredDelivery;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.base.Budget;
import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.CreditUsage;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ValidationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings stored runs to their end, each exactly once: what is done when the process dies is found
 * again, and the first end that is stored stays.
 */
final class ExecutionRunner implements JobQueue.Handler {
  /** The kind of its jobs in the queue. */
  static final String KIND = "execution";

  private static final Logger LOG = LoggerFactory.getLogger(ExecutionRunner.class);

  /** A run that ends its process each time is not tried for ever. */
  private static final int MOST_ATTEMPTS = 10;

  /** Of the runs in this process. */
  private static final int MOST_WAITING = 4;

  private static final int MOST_RETRIES = 3;
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(10);

  private final ExecutionStore executions;
  private final JobQueue jobs;
  private final WorkRunner work;
  private final RequestFiles requests;
  private final Clock clock;
  private final Duration time;
  private final Semaphore places;
  private final Semaphore doors;
  private final Set<String> turnedAway = ConcurrentHashMap.newKeySet();
  private final Map<String, Cancellation> running = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /**
   * @param time what one run in the background may take
   * @param atOnce how many run in the background at the same time
   */
  ExecutionRunner(
      ExecutionStore executions,
      JobQueue jobs,
      WorkRunner work,
      RequestFiles requests,
      Clock clock,
      Duration time,
      int atOnce) {
    this.executions = requireNonNull(executions, "executions");
    this.jobs = requireNonNull(jobs, "jobs");
    this.work = requireNonNull(work, "work");
    this.requests = requireNonNull(requests, "requests");
    this.clock = requireNonNull(clock, "clock");
    this.time = requireNonNull(time, "time");
    this.places = new Semaphore(atOnce, true);
    this.doors = new Semaphore(atOnce + MOST_WAITING, true);
  }

  /**
   * Runs one in the background. A few wait here for their turn, so that the next one starts at
   * once; the others come again later, so that they hold up no other jobs and no other process.
   */
  @Override
  public Optional<Instant> run(String id) {
    if (!doors.tryAcquire()) {
      turnedAway.add(id);
      return Optional.of(Instant.now(clock).plus(pause(turnedAway.size())));
    }
    turnedAway.remove(id);
    try {
      places.acquire();
      try {
        return stopping ? soon() : run(id, new Cancellation());
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return soon();
    } finally {
      doors.release();
    }
  }

  /** The longer, the more there are, so that all of them together knock about 40 times a second. */
  private static Duration pause(int others) {
    return Duration.ofMillis(Math.clamp(others * 25L, 500, 30_000));
  }

  private Optional<Instant> run(String id, Cancellation cancellation) {
    running.put(id, cancellation);
    try {
      Optional<StoredExecution> begun = executions.begin(id);
      if (begun.isEmpty()) {
        return Optional.empty();
      }
      Instant began = Instant.now(clock);
      try {
        if (begun.get().attempts() > MOST_ATTEMPTS) {
          throw new RigelException(
              ErrorCode.INTERNAL,
              "The server ended " + MOST_ATTEMPTS + " times during this run; it is given up.");
        }
        CallScope scope = new CallScope(Deadline.after(time), cancellation, Budget.standard());
        Work wanted = Work.of(requests.load(id, begun.get().request()));
        complete(begun.get(), wanted, began, scope);
        return Optional.empty();
      } catch (Exception | StackOverflowError | OutOfMemoryError e) {
        if (stopping || Thread.currentThread().isInterrupted()) {
          return soon();
        }
        if (isPassing(e) && begun.get().attempts() <= MOST_RETRIES) {
          return Optional.of(Instant.now(clock).plus(RETRY_PAUSE));
        }
        fail(begun.get(), began, e);
        return Optional.empty();
      }
    } finally {
      running.remove(id);
    }
  }

  /**
   * Runs one now, for somebody who waits.
   *
   * @return as it has ended
   * @throws RuntimeException what went wrong; the run is stored as failed
   */
  StoredExecution runNow(String id, Work wanted, CallScope scope) {
    running.put(id, scope.cancellation());
    try {
      StoredExecution begun =
          executions
              .begin(id)
              .orElseThrow(() ->
                  new RigelException(ErrorCode.CANCELLED, "The run was cancelled: by its owner"));
      Instant began = Instant.now(clock);
      try {
        complete(begun, wanted, began, scope);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        fail(begun, began, e);
        throw e;
      }
      return executions.execution(begun.tenant(), id).orElseThrow();
    } finally {
      running.remove(id);
    }
  }

  /** Ends a run before it has ended by itself. */
  boolean cancel(StoredExecution execution, String why) {
    boolean first =
        finish(
            execution,
            StoredExecution.Status.CANCELLED,
            Optional.empty(),
            CreditUsage.failed(why, 0),
            Optional.of(why));
    Cancellation work = running.get(execution.id());
    if (work != null) {
      work.cancel(why);
    }
    return first;
  }

  /** Takes up nothing more and breaks off what runs; that is taken up again at the next start. */
  void stop() {
    stopping = true;
    running.values().forEach(cancellation -> cancellation.cancel("the server is stopping"));
  }

  private void complete(StoredExecution execution, Work wanted, Instant began, CallScope scope) {
    WorkResult result = work.run(execution, wanted, scope);
    CreditUsage usage = result.usage();
    finish(
        execution,
        StoredExecution.Status.COMPLETED,
        Optional.of(result.response()),
        new CreditUsage(
            usage.elementsProcessed(),
            usage.elementType(),
            usage.creditsUsed(),
            usage.steps(),
            usage.message(),
            seconds(began)),
        Optional.empty());
  }

  private void fail(StoredExecution execution, Instant began, Throwable failure) {
    String why = told(failure, execution.id());
    finish(
        execution,
        StoredExecution.Status.FAILED,
        Optional.empty(),
        CreditUsage.failed(why, seconds(began)),
        Optional.of(why));
  }

  private boolean finish(
      StoredExecution execution,
      StoredExecution.Status status,
      Optional<ObjectNode> response,
      CreditUsage usage,
      Optional<String> error) {
    Instant now = Instant.now(clock);
    Optional<String> responseText = response.map(Json::text);
    String usageText = Json.text(usage.toJson());
    StoredExecution ended =
        new StoredExecution(
            execution.tenant(),
            execution.id(),
            execution.kind(),
            execution.name(),
            execution.domain(),
            execution.request(),
            execution.origin(),
            status,
            responseText,
            usageText,
            error,
            execution.callbackUrl(),
            execution.attempts(),
            execution.createdAt(),
            Optional.of(now));
    Optional<StoredDelivery> delivery =
        execution
            .callbackUrl()
            .map(url ->
                new StoredDelivery(
                    execution.tenant(),
                    UUID.randomUUID().toString(),
                    execution.id(),
                    url,
                    Json.text(RunViews.json(ended)),
                    0,
                    now));
    boolean first =
        executions.finish(
            execution.id(),
            new ExecutionStore.End(status, responseText, usageText, error, now, delivery));
    if (first) {
      delivery.ifPresent(call -> jobs.submit(Webhooks.KIND, call.id(), now));
      requests.delete(execution.id(), execution.request());
    }
    return first;
  }

  private Optional<Instant> soon() {
    return Optional.of(Instant.now(clock));
  }

  private long seconds(Instant began) {
    return Math.max(0, Math.round(Duration.between(began, Instant.now(clock)).toMillis() / 1000.0));
  }

  private static boolean isPassing(Throwable failure) {
    return failure instanceof RigelException e && e.code() == ErrorCode.OVERLOADED;
  }

  private static String told(Throwable failure, String id) {
    return switch (failure) {
      case RigelException e when e.code() != ErrorCode.INTERNAL -> e.getMessage();
      case ValidationException e -> e.getMessage();
      case BudgetExhaustedException e ->
          "The run needs more than it may use (" + e.limit() + "). Ask for less.";
      case OutOfMemoryError _ -> "There was not enough memory for this run.";
      default -> {
        LOG.error("run {} failed", id, failure);
        yield failure instanceof RigelException e
            ? e.getMessage()
            : "Something went wrong inside the server. Its log tells more under the id " + id + ".";
      }
    };
  }
}
