package dev.rigel.program.run;

import dev.rigel.base.Budget;
import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.ModelUse;
import dev.rigel.base.RigelException;
import dev.rigel.program.Arguments;
import dev.rigel.program.Library;
import dev.rigel.program.Memo;
import dev.rigel.program.RunListener;
import dev.rigel.program.Step;
import dev.rigel.program.ToolInvoker;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.run.Pending.Flight;
import dev.rigel.program.run.Pending.Outcome;
import dev.rigel.program.syntax.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tool calls of one run. Each starts at once on a virtual thread of its own, waits there for
 * arguments that are still to come, and runs when one of the places is free.
 *
 * <p>What a run gives is what it would give if the calls were made one after the other: the failure
 * that counts is the first in the program's order, and calls after it are stopped and forgotten.
 */
final class ToolCalls implements AutoCloseable {
  /** Tools at work at the same time in one run. */
  static final int MAX_RUNNING = 16;

  private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);

  /** How long a run waits at its end for stopped calls to let go of what they hold. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final ToolInvoker invoker;
  private final Memo memo;
  private final RunListener listener;
  private final CallScope scope;
  private final PlainValues plain;
  private final ArgumentBinder binder;
  private final Fingerprint fingerprint;
  private final PlainText text;
  private final Semaphore places = new Semaphore(MAX_RUNNING, true);
  private final Map<String, Flight> flights = new ConcurrentHashMap<>();
  private final Cancellation.Registration whenCancelled;

  private final Object lock = new Object();
  private final List<Pending> calls = new ArrayList<>();
  private int firstFailure = Integer.MAX_VALUE;

  ToolCalls(
      Library library, ToolInvoker invoker, Memo memo, RunListener listener, CallScope scope) {
    this.invoker = invoker;
    this.memo = memo;
    this.listener = listener;
    this.scope = scope;
    this.plain = new PlainValues(library);
    this.binder = new ArgumentBinder(library);
    this.fingerprint = new Fingerprint(library);
    this.text = new PlainText(library);
    this.whenCancelled = scope.cancellation().onCancel(() -> stopAfter(0, "the run was cancelled"));
  }

  /** Starts a call; from the program's thread. */
  Pending start(ToolSignature tool, CallArguments arguments, Span span, Machine machine) {
    scope.check();
    scope.budget().spendToolCalls(1);
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    ArgumentBinder.bind(tool, arguments)
        .forEach((name, value) ->
            given.put(
                name,
                plain.snapshot(value, machine, "%s() argument '%s'".formatted(tool.name(), name))));
    Pending call;
    synchronized (lock) {
      if (firstFailure <= calls.size()) {
        throw new ToolFailure(firstFailure);
      }
      call = new Pending(calls.size() + 1, span, tool, this, machine);
      calls.add(call);
    }
    Thread thread =
        Thread.ofVirtual().name("rigel-call-" + call.number).unstarted(() -> run(call, given));
    call.thread = thread;
    thread.start();
    return call;
  }

  private void run(Pending call, Map<String, @Nullable Object> given) {
    Outcome outcome;
    try {
      outcome = execute(call, given);
    } catch (ToolFailure upstream) {
      outcome = new Outcome.Stopped();
    } catch (PythonError | BudgetExhaustedException | RigelException e) {
      outcome = call.cancellation.isCancelled() ? new Outcome.Stopped() : new Outcome.Failed(e);
    } catch (InterruptedException e) {
      outcome = new Outcome.Stopped();
    } catch (Throwable e) {
      LOG.error("The tool {} failed in a way it does not declare", call.tool.name(), e);
      outcome = new Outcome.Failed(undeclared(call.tool, e));
    }
    if (call.outcome.complete(outcome) && outcome instanceof Outcome.Failed) {
      synchronized (lock) {
        firstFailure = Math.min(firstFailure, call.number);
      }
      stopAfter(call.number, "an earlier call failed");
    }
  }

  private static RigelException undeclared(ToolSignature tool, Throwable cause) {
    return RigelException.causedBy(
        cause, ErrorCode.INTERNAL, "The tool " + tool.name() + " failed unexpectedly.");
  }

  private Outcome execute(Pending call, Map<String, @Nullable Object> given)
      throws InterruptedException {
    Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
    given.forEach((name, value) -> resolved.put(name, plain.resolve(value)));
    Map<String, @Nullable Object> fitted = binder.fit(call.tool, resolved, true);
    call.argumentsText = text.arguments(resolved);
    String key = fingerprint.of(call.tool, fitted);
    while (true) {
      Flight mine = new Flight();
      Flight earlier = flights.putIfAbsent(key, mine);
      call.flight = earlier == null ? mine : earlier;
      listener.started(call.number, call.span.line(), call.tool.name());
      if (earlier == null) {
        return fly(call, key, mine, new Arguments(fitted));
      }
      Outcome shared = joined(earlier);
      if (!(shared instanceof Outcome.Stopped)) {
        report(call, shared, Duration.ZERO, true, ModelUse.NONE);
        return shared;
      }
      // The call that was to bring the result has been stopped, this one has not: make it.
      flights.remove(key, earlier);
      call.cancellation.check();
    }
  }

  private static Outcome joined(Flight flight) throws InterruptedException {
    try {
      return flight.outcome.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Outcome fly(Pending call, String key, Flight flight, Arguments arguments)
      throws InterruptedException {
    Outcome outcome = new Outcome.Stopped();
    try {
      Optional<Optional<Object>> known = memo.get(key);
      if (known.isPresent()) {
        flight.fromMemo = true;
        outcome = new Outcome.Done(known.get().orElse(null));
      } else {
        outcome = invoke(call, key, flight, arguments);
      }
      report(call, outcome, Duration.ofNanos(flight.nanoseconds), flight.fromMemo, flight.modelUse);
      return outcome;
    } finally {
      if (outcome instanceof Outcome.Stopped) {
        flights.remove(key, flight);
      }
      flight.outcome.complete(outcome);
    }
  }

  private Outcome invoke(Pending call, String key, Flight flight, Arguments arguments)
      throws InterruptedException {
    places.acquire();
    long start = System.nanoTime();
    Budget spent = scope.budget().part();
    try {
      CallScope own = new CallScope(scope.deadline(), call.cancellation, spent);
      own.check();
      Object result = PlainValues.normal(invoker.invoke(call.tool, arguments, own));
      flight.nanoseconds = System.nanoTime() - start;
      memo.put(key, Optional.ofNullable(result));
      return new Outcome.Done(result);
    } catch (BudgetExhaustedException | RigelException e) {
      flight.nanoseconds = System.nanoTime() - start;
      return call.cancellation.isCancelled() ? new Outcome.Stopped() : new Outcome.Failed(e);
    } catch (RuntimeException e) {
      flight.nanoseconds = System.nanoTime() - start;
      if (call.cancellation.isCancelled()) {
        return new Outcome.Stopped();
      }
      LOG.error("The tool {} failed in a way it does not declare", call.tool.name(), e);
      return new Outcome.Failed(undeclared(call.tool, e));
    } finally {
      flight.modelUse = spent.modelUse();
      places.release();
    }
  }

  private void report(
      Pending call, Outcome outcome, Duration time, boolean remembered, ModelUse modelUse) {
    if (!(outcome instanceof Outcome.Stopped)) {
      listener.finished(step(call, outcome, time, remembered, modelUse));
    }
  }

  private Step step(
      Pending call, Outcome outcome, Duration time, boolean remembered, ModelUse modelUse) {
    String summary = outcome instanceof Outcome.Done done ? text.summary(done.plain()) : "";
    Optional<String> error =
        switch (outcome) {
          case Outcome.Done _ -> Optional.empty();
          case Outcome.Failed failed -> Optional.of(message(failed.cause()));
          case Outcome.Stopped _ -> Optional.of("stopped");
        };
    return new Step(
        call.number,
        call.span.line(),
        call.tool.name(),
        call.argumentsText,
        summary,
        time,
        remembered,
        error,
        modelUse);
  }

  private static String message(RuntimeException cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /**
   * Waits for a call; from any thread.
   *
   * @throws ToolFailure when it failed or was stopped
   */
  @Nullable Object await(Pending call) {
    Outcome outcome = outcomeOf(call);
    if (outcome instanceof Outcome.Done done) {
      return done.plain();
    }
    scope.check();
    throw new ToolFailure(call.number);
  }

  private Outcome outcomeOf(Pending call) {
    try {
      return call.outcome.get(scope.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new BudgetExhaustedException("time", "the time for this run is over");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The run was cancelled: interrupted");
    }
  }

  /**
   * Waits for every call in the program's order, up to the first that failed.
   *
   * @return the failed call that ends the run, if one did
   */
  Optional<Pending> settle() {
    for (Pending call : started()) {
      Outcome outcome = outcomeOf(call);
      if (outcome instanceof Outcome.Failed) {
        return Optional.of(call);
      }
      if (outcome instanceof Outcome.Stopped) {
        scope.check();
      }
    }
    return Optional.empty();
  }

  /** How many calls the program has started. */
  int count() {
    return started().size();
  }

  private List<Pending> started() {
    synchronized (lock) {
      return List.copyOf(calls);
    }
  }

  private void stopAfter(int number, String why) {
    for (Pending call : started()) {
      if (call.number > number && !call.outcome.isDone()) {
        call.cancellation.cancel(why);
        Thread thread = call.thread;
        if (thread != null) {
          thread.interrupt();
        }
        call.outcome.complete(new Outcome.Stopped());
      }
    }
  }

  /**
   * The trace in the program's order. Of equal calls the first counts as the one that was made.
   *
   * @param last number of the last call that belongs to the run's outcome
   */
  List<Step> trace(int last) {
    List<Step> steps = new ArrayList<>();
    Set<Flight> seen = new HashSet<>();
    for (Pending call : started()) {
      if (call.number > last) {
        break;
      }
      Outcome outcome = call.outcome.getNow(new Outcome.Stopped());
      Flight flight = call.flight;
      Duration time = Duration.ZERO;
      ModelUse modelUse = ModelUse.NONE;
      boolean remembered = false;
      if (flight != null) {
        remembered = !seen.add(flight) || flight.fromMemo;
        time = remembered ? Duration.ZERO : Duration.ofNanos(flight.nanoseconds);
        modelUse = remembered ? ModelUse.NONE : flight.modelUse;
      }
      steps.add(step(call, outcome, time, remembered, modelUse));
    }
    return steps;
  }

  /** Stops what is still running and gives it a moment to let go. */
  @Override
  public void close() {
    whenCancelled.close();
    stopAfter(0, "the run has ended");
    long end = System.nanoTime() + GRACE.toNanos();
    for (Pending call : started()) {
      Thread thread = call.thread;
      try {
        long left = end - System.nanoTime();
        if (thread != null && left > 0) {
          thread.join(Duration.ofNanos(left));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
