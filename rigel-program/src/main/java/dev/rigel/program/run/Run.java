package dev.rigel.program.run;

import dev.rigel.base.Budget;
import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Excerpt;
import dev.rigel.base.RigelException;
import dev.rigel.program.Library;
import dev.rigel.program.RunListener;
import dev.rigel.program.run.Pending.Outcome;
import dev.rigel.program.syntax.Program;
import dev.rigel.program.syntax.Span;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one program: turns every way a program can end into a result that does not depend on
 * how its tool calls happened to overlap.
 */
final class Run {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  /** Messages can quote values of the program, which can be long. */
  private static final int LONGEST_MESSAGE = 1_000;

  private static final Span START = new Span(0, 0, 1, 1);

  private final Library library;
  private final ToolCalls calls;
  private final CallScope scope;
  private final Fuel fuel;
  private final PlainValues plain;
  private final PrintedLines printed;
  private final Machine machine;
  private final Scope variables = Scope.global();
  private final Interpreter interpreter;

  Run(Library library, ToolCalls calls, RunListener listener, CallScope scope) {
    this.library = library;
    this.calls = calls;
    this.scope = scope;
    this.fuel = new Fuel(scope);
    this.plain = new PlainValues(library);
    this.printed = new PrintedLines(fuel, listener);
    this.machine = new Machine(fuel, plain, this::print);
    this.interpreter = new Interpreter(machine, new Evaluator(machine, library, calls), variables);
  }

  private void print(String text) {
    printed.print(interpreter.line(), text, calls.count());
  }

  RunResult result(Program program, Map<String, ? extends @Nullable Object> inputs) {
    try {
      inputs.forEach((name, value) -> variables.set(name, plain.toValue(value, fuel)));
      try {
        interpreter.run(program.statements());
      } catch (AnswerSignal signal) {
        return settled(() -> answered(signal));
      } catch (PythonError e) {
        return settled(() -> failed(e));
      } catch (ToolFailure e) {
        return settled(() -> stopped(here()));
      } catch (StackOverflowError e) {
        return settled(() -> failed(PythonError.recursion().at(here())));
      } catch (BudgetExhaustedException e) {
        if (e.limit().equals("time")) {
          throw e;
        }
        return settled(() -> exhausted(e, interpreter.line()));
      }
      return settled(this::withoutAnswer);
    } catch (BudgetExhaustedException e) {
      return exhausted(e, interpreter.line());
    } catch (RigelException e) {
      return stopped(e, here());
    } catch (RuntimeException e) {
      LOG.error("The interpreter failed at line {}", interpreter.line(), e);
      return broken(e);
    }
  }

  private RunResult broken(RuntimeException cause) {
    RigelException failure =
        RigelException.causedBy(
            cause, ErrorCode.INTERNAL, "The interpreter failed; the program is not at fault.");
    return ended(
        Integer.MAX_VALUE,
        Optional.of(
            new RunFailure(
                here().line(), 1, "InternalError", failure.getMessage(), Optional.of(failure))),
        Optional.empty());
  }

  /** How a run ends when all of its calls went well. */
  @FunctionalInterface
  private interface Ending {
    RunResult result();
  }

  /**
   * Waits for the calls that are still out. Made one after the other they would all have been made
   * by now, so the first of them that failed is what ended the run.
   */
  private RunResult settled(Ending ending) {
    Optional<Pending> failed = calls.settle();
    return failed.isPresent() ? failed(failed.get()) : ending.result();
  }

  private Span here() {
    return new Span(0, 0, Math.max(1, interpreter.line()), 1);
  }

  private RunResult answered(AnswerSignal signal) {
    try {
      Map<String, @Nullable Object> given = new LinkedHashMap<>();
      ArgumentBinder.bind(library.answer(), signal.arguments())
          .forEach((name, value) ->
              given.put(
                  name,
                  plain.resolve(
                      plain.snapshot(value, machine, "answer() argument '%s'".formatted(name)))));
      Map<String, @Nullable Object> fitted =
          new ArgumentBinder(library).fit(library.answer(), given, false);
      return new RunResult(
          Optional.of(new Answer(fitted)),
          calls.trace(Integer.MAX_VALUE),
          printed.lines(Integer.MAX_VALUE),
          Optional.empty(),
          Optional.empty(),
          Map.of());
    } catch (AnswerSignal nested) {
      return failed(PythonError.type("an answer inside an answer").at(signal.span()));
    } catch (PythonError e) {
      return settled(() -> failed(e.at(signal.span())));
    } catch (ToolFailure e) {
      return settled(() -> stopped(signal.span()));
    }
  }

  private RunResult withoutAnswer() {
    return ended(
        Integer.MAX_VALUE,
        Optional.of(
            new RunFailure(
                interpreter.line(),
                1,
                "NoAnswer",
                "the program ended without answer(...)",
                Optional.empty())),
        Optional.empty());
  }

  private RunResult failed(PythonError error) {
    Span span = error.span().orElse(START);
    return ended(
        Integer.MAX_VALUE,
        Optional.of(
            new RunFailure(
                span.line(),
                span.column(),
                error.type(),
                Excerpt.of(error.getMessage(), LONGEST_MESSAGE),
                Optional.empty())),
        Optional.empty());
  }

  private RunResult failed(Pending call) {
    Outcome outcome = call.outcome.getNow(new Outcome.Stopped());
    if (!(outcome instanceof Outcome.Failed failed)) {
      throw new IllegalStateException("the call has not failed");
    }
    Span span = call.span;
    return switch (failed.cause()) {
      case BudgetExhaustedException e ->
          ended(
              call.number,
              Optional.empty(),
              Optional.of(new RunResult.Exhausted(e.limit(), e.getMessage(), span.line())));
      case PythonError e ->
          ended(
              call.number,
              Optional.of(
                  new RunFailure(
                      span.line(),
                      span.column(),
                      e.type(),
                      Excerpt.of(e.getMessage(), LONGEST_MESSAGE),
                      Optional.empty())),
              Optional.empty());
      case RigelException e ->
          ended(
              call.number,
              Optional.of(
                  new RunFailure(
                      span.line(),
                      span.column(),
                      e.code() == ErrorCode.CANCELLED ? "Cancelled" : "ToolError",
                      call.tool.name() + "(): " + e.getMessage(),
                      Optional.of(e))),
              Optional.empty());
      default -> throw new IllegalStateException("undeclared failure", failed.cause());
    };
  }

  /** Calls were stopped although none failed: the run itself was cancelled. */
  private RunResult stopped(Span span) {
    scope.check();
    return stopped(
        new RigelException(ErrorCode.CANCELLED, "The run was cancelled: its calls were stopped"),
        span);
  }

  private RunResult stopped(RigelException cause, Span span) {
    return ended(
        Integer.MAX_VALUE,
        Optional.of(
            new RunFailure(
                span.line(),
                span.column(),
                cause.code() == ErrorCode.CANCELLED ? "Cancelled" : "ToolError",
                cause.getMessage(),
                Optional.of(cause))),
        Optional.empty());
  }

  private RunResult exhausted(BudgetExhaustedException cause, int line) {
    return ended(
        Integer.MAX_VALUE,
        Optional.empty(),
        Optional.of(new RunResult.Exhausted(cause.limit(), cause.getMessage(), Math.max(1, line))));
  }

  private RunResult ended(
      int lastCall, Optional<RunFailure> failure, Optional<RunResult.Exhausted> exhausted) {
    return new RunResult(
        Optional.empty(),
        calls.trace(lastCall),
        printed.lines(lastCall),
        failure,
        exhausted,
        plainVariables());
  }

  /**
   * The variables that are there now; paid from a purse of their own, for the run's may be empty.
   */
  private Map<String, @Nullable Object> plainVariables() {
    CallScope purse =
        new CallScope(
            Deadline.after(Duration.ofSeconds(2)),
            new Cancellation(),
            new Budget(scope.budget().limits()));
    Machine reader = new Machine(new Fuel(purse), plain, text -> {});
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, Object> variable : variables.variables().entrySet()) {
      try {
        Object value = variable.getValue();
        boolean lazy = value instanceof IteratorValue || value instanceof Callable;
        boolean toCome =
            value instanceof Pending pending
                && !(pending.outcome.getNow(new Outcome.Stopped()) instanceof Outcome.Done);
        if (!lazy && !toCome) {
          values.put(
              variable.getKey(), plain.resolve(plain.snapshot(value, reader, variable.getKey())));
        }
      } catch (PythonError | ToolFailure | RigelException e) {
        // Holds itself, or something that is not there: it has no plain form, and is left out.
      } catch (BudgetExhaustedException e) {
        break;
      }
    }
    return values;
  }
}
