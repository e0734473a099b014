package dev.rigel.server.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.execution.Executions;
import dev.rigel.agent.execution.RunViews;
import dev.rigel.agent.execution.Submission;
import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Deadline;
import dev.rigel.server.http.ClientWatch;
import dev.rigel.server.http.Exchange;
import dev.rigel.server.http.HeldAnswer;
import dev.rigel.server.http.Turnstile;
import java.time.Duration;

/** Runs that a client waits for; one that goes away ends its run. */
final class HeldRuns {
  private final Executions executions;
  private final Turnstile turnstile;
  private final ClientWatch watch;
  private final Duration keepAlive;
  private final Duration time;

  /**
   * @param keepAlive the pause after which a silent answer sends white space
   * @param time what a run may take
   */
  HeldRuns(
      Executions executions,
      Turnstile turnstile,
      ClientWatch watch,
      Duration keepAlive,
      Duration time) {
    this.executions = requireNonNull(executions, "executions");
    this.turnstile = requireNonNull(turnstile, "turnstile");
    this.watch = requireNonNull(watch, "watch");
    this.keepAlive = requireNonNull(keepAlive, "keepAlive");
    this.time = requireNonNull(time, "time");
  }

  void answer(Exchange exchange, Submission submission) {
    HeldAnswer.hold(
        exchange,
        watch,
        keepAlive,
        201,
        cancellation -> {
          try (Turnstile.Place _ = turnstile.pass(exchange.tenant(), cancellation)) {
            CallScope scope = new CallScope(Deadline.after(time), cancellation, Budget.standard());
            return RunViews.json(executions.run(submission, scope));
          }
        });
  }
}
