package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.agent.plan.Doubt;
import dev.rigel.agent.plan.FailedProgram;
import dev.rigel.agent.plan.Plan;
import dev.rigel.agent.plan.Planning;
import dev.rigel.agent.plan.StepwisePlanning;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnInput;
import dev.rigel.agent.turn.Variant;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Region;
import dev.rigel.media.Workspace;
import dev.rigel.program.RunListener;
import dev.rigel.program.Step;
import dev.rigel.program.run.ProgramRunner;
import dev.rigel.program.run.RunFailure;
import dev.rigel.program.run.RunResult;
import dev.rigel.program.syntax.Parser;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Wordings;
import dev.rigel.tools.seeing.SeeingLooker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans and runs the program of one turn, and has it written again when it fails: at most as often
 * as the variant allows. Calls that were made once are not made again. A planner that sees looks at
 * the results first, where the variant has rounds.
 */
final class ProgramRun {
  /** Of one value in an answer that tells what was found, in characters. */
  private static final int LONGEST_TOLD = 200;

  /**
   * @param exhausted a limit of the run was reached: the values are what was found so far
   */
  record Result(AnswerValues values, boolean exhausted) {}

  /**
   * A program that ran and found nothing or not enough, kept in case that another one does no
   * better.
   */
  private record Attempt(Plan plan, RunResult run, Result result) {}

  private final Planning planning;
  private final StepwisePlanning stepwise;
  private final Workspace workspace;
  private final Trace trace;
  private final AgentListener listener;
  private final CallScope scope;
  private final Wordings wordings;
  private final Rounds rounds;
  private final RunMemo memo = new RunMemo();

  /** What was wrong with programs of this turn, and must not come back with a later one. */
  private final List<Doubt> heeded = new ArrayList<>();

  /**
   * @param wordings how texts are worded in the run; afterwards, which were
   */
  ProgramRun(Planning planning, TurnWork work, Wordings wordings) {
    this.planning = planning;
    this.stepwise = new StepwisePlanning(planning);
    this.workspace = work.workspace();
    this.trace = work.trace();
    this.listener = work.listener();
    this.scope = work.scope();
    this.wordings = wordings;
    this.rounds = new Rounds(planning, trace, listener, scope);
  }

  Result run(Turn turn) {
    Plan plan = trace.measured("planning", scope, () -> plan(turn));
    Optional<Attempt> unsure = Optional.empty();
    for (int repairs = turn.variant().repairs(); ; repairs--) {
      announce(plan);
      RunResult result = execute(turn, plan.program());
      trace.ran(result.steps());
      Optional<RunFailure> failure = result.failure();
      Optional<Result> given = given(result);
      Optional<String> nothing = given.flatMap(found -> unsatisfied(result, found.values()));
      if (given.isPresent() && given.get().exhausted() && unsure.isPresent()) {
        return kept(unsure.get());
      }
      if (given.isPresent() && nothing.isEmpty()) {
        Optional<Plan> next =
            repairs > 0 ? next(turn, plan, result, given.get()) : Optional.empty();
        if (next.isEmpty()) {
          return given.get();
        }
        unsure = Optional.of(new Attempt(plan, result, given.get()));
        plan = next.get();
        continue;
      }
      if (unsure.isPresent()) {
        return kept(unsure.get());
      }
      FailedProgram failed;
      if (given.isPresent()) {
        if (repairs <= 0) {
          return given.get();
        }
        unsure = Optional.of(new Attempt(plan, result, given.get()));
        trace.decided("escalated", nothing.orElseThrow());
        failed =
            FailedProgram.foundNothing(
                plan.program(), nothing.orElseThrow(), NothingFound.finders(result));
      } else {
        RunFailure why = failure.orElseThrow();
        if (!FailedRuns.isWorthAnotherTry(why)) {
          throw FailedRuns.error(why);
        }
        if (repairs <= 0) {
          return givenUp(turn, result, why);
        }
        trace.warn("The program failed and was written again: " + why.text());
        trace.decided("written again", why.text());
        failed = FailedProgram.atRun(plan.program(), why);
      }
      Optional<Plan> other = other(turn, failed, unsure.isPresent());
      if (other.isEmpty()) {
        return unsure.isPresent()
            ? kept(unsure.get())
            : givenUp(turn, result, failure.orElseThrow());
      }
      plan = other.get();
    }
  }

  /** Why an answer calls for another way: it says nothing, or what it says is contradicted. */
  private static Optional<String> unsatisfied(RunResult run, AnswerValues values) {
    return NothingFound.inAnswer(run, values)
        .or(() ->
            values.text().contains(SeeingLooker.OBJECTION)
                ? Optional.of("what look says and what the other tools find do not agree")
                : Optional.empty());
  }

  /** The program of another round, after a look at what this one gave. */
  private Optional<Plan> next(Turn turn, Plan plan, RunResult run, Result given) {
    return given.exhausted()
        ? Optional.empty()
        : rounds.next(turn, plan, run, given.values(), memo.latest());
  }

  /** What a run gave: its answer, or that there was nothing to work on. */
  private Optional<Result> given(RunResult result) {
    if (result.failure().isEmpty()) {
      return Optional.of(finished(result));
    }
    RunFailure failure = result.failure().get();
    return NothingFound.in(result, failure)
        .map(nothing -> {
          trace.warn("The program could not go on: " + failure.text());
          return new Result(AnswerValues.of(Map.of("text", nothing)), false);
        });
  }

  /** Another program; empty when none can be written. */
  private Optional<Plan> other(Turn turn, FailedProgram failed, boolean hasResult) {
    try {
      return Optional.of(trace.measured("planning", scope, () -> byModel(turn, failed, 1)))
          .filter(plan -> !hasResult || !plan.program().equals(failed.program()));
    } catch (RigelException e) {
      if (e.code() != ErrorCode.MODEL_FAILED) {
        throw e;
      }
      trace.warn(e.getMessage());
      return Optional.empty();
    }
  }

  /** The first result after all, as the second was no better. */
  private Result kept(Attempt attempt) {
    trace.decided("kept", "another program found no more");
    trace.planned(attempt.plan().planner(), attempt.plan().program());
    trace.shows(attempt.run().steps());
    return attempt.result();
  }

  /**
   * The last try failed too. Where something was found, that is told together with what is missing;
   * a schema cannot be filled with half of it.
   */
  private Result givenUp(Turn turn, RunResult result, RunFailure failure) {
    boolean found = result.steps().stream().anyMatch(step -> step.error().isEmpty());
    boolean needsSetting =
        failure.cause().filter(e -> e.code() == ErrorCode.NOT_CONFIGURED).isPresent();
    if (!found || needsSetting || turn.schema().isPresent() || turn.variant() == Variant.FAST) {
      throw FailedRuns.error(failure);
    }
    trace.warn("The request was not done to the end: " + failure.text());
    trace.decided("given up", failure.text());
    String text =
        "The request could not be done to the end (" + failure.text() + "). Found so far:";
    return new Result(AnswerValues.of(Map.of("text", text + variables(result))), false);
  }

  private Plan plan(Turn turn) {
    return planning.withoutModel(turn).or(() -> inSteps(turn)).orElseGet(() -> planned(turn));
  }

  private Optional<Plan> inSteps(Turn turn) {
    return stepwise.plan(
        turn,
        scope,
        step -> listener.happened(new AgentEvent.Phase("planning", "Planning the step: " + step)));
  }

  private Plan planned(Turn turn) {
    listener.happened(new AgentEvent.Phase("planning", "Planning"));
    Plan plan = planning.byModel(turn, Optional.empty(), 1 + turn.variant().repairs(), scope);
    if (turn.variant() == Variant.FAST) {
      return plan;
    }
    List<Doubt> doubts = planning.doubts(turn, plan.program());
    if (doubts.isEmpty()) {
      return plan;
    }
    FailedProgram doubtful = FailedProgram.doubted(plan.program(), doubts);
    trace.decided("doubted", doubtful.message());
    return withFewerDoubts(turn, doubtful, doubts.size())
        .orElseGet(() -> {
          doubts.forEach(doubt -> trace.warn(doubt.text()));
          return plan;
        });
  }

  /** A program that is doubtful can still run; a second one is taken only when it is better. */
  private Optional<Plan> withFewerDoubts(Turn turn, FailedProgram doubtful, int doubts) {
    try {
      return Optional.of(byModel(turn, doubtful, 1))
          .filter(second -> planning.doubts(turn, second.program()).size() < doubts);
    } catch (RigelException e) {
      if (e.code() != ErrorCode.MODEL_FAILED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Plan byModel(Turn turn, FailedProgram failure, int tries) {
    listener.happened(new AgentEvent.Phase("planning", "Planning again: " + failure.message()));
    heeded.addAll(failure.doubts());
    return planning.byModel(turn, Optional.of(failure.with(heeded)), tries, scope);
  }

  private void announce(Plan plan) {
    plan.refused().forEach(problem -> trace.decided("ill-typed", problem));
    trace.decided(plan.planner(), plan.reason());
    trace.planned(plan.planner(), plan.program());
    listener.happened(new AgentEvent.Planned(plan.planner(), plan.program(), plan.seconds()));
  }

  private RunResult execute(Turn turn, String program) {
    RunListener steps = new StepRelay(listener, trace);
    Map<String, Object> inputs = new HashMap<>();
    for (TurnInput input : turn.inputs()) {
      inputs.put(input.variable(), input.sent().orElseThrow());
    }
    return ProgramRunner.run(
        Parser.parse(program),
        inputs,
        planning.library(turn),
        planning.invoker(new CallContext(workspace, scope, steps, wordings)),
        memo,
        steps,
        scope);
  }

  private Result finished(RunResult result) {
    result
        .exhausted()
        .ifPresent(
            used -> trace.warn("Stopped at the limit " + used.limit() + ": " + used.message()));
    AnswerValues values =
        result
            .answer()
            .map(answer -> AnswerValues.of(answer.values()))
            .orElseGet(() -> AnswerValues.of(Map.of("text", soFar(result))));
    return new Result(values, result.exhausted().isPresent());
  }

  /** What a run that was stopped at a limit had found: its numbers and short texts. */
  private static String soFar(RunResult result) {
    StringBuilder text = new StringBuilder("The work was stopped at a limit. ");
    result.exhausted().ifPresent(used -> text.append(used.message()).append(' '));
    return text.append("Found so far:").append(variables(result)).toString();
  }

  private static String variables(RunResult result) {
    StringBuilder text = new StringBuilder();
    result
        .variables()
        .forEach((name, value) ->
            told(value)
                .filter(told -> told.length() <= LONGEST_TOLD)
                .ifPresent(
                    told -> text.append(' ').append(name).append(" = ").append(told).append(';')));
    return text.toString();
  }

  /** Numbers, short texts, fields, how many there are of a thing; pictures say nothing in words. */
  private static Optional<String> told(@Nullable Object value) {
    return switch (value) {
      case Collection<?> items ->
          Optional.of(items.size() == 1 ? "1 value" : items.size() + " values");
      case String words -> Optional.of(words);
      case Number number -> Optional.of(number.toString());
      case Boolean yes -> Optional.of(yes.toString());
      case Region region -> Optional.of(region.text().isEmpty() ? region.label() : region.text());
      case Map<?, ?> fields ->
          Optional.of(
                  fields.entrySet().stream()
                      .flatMap(field ->
                          told(field.getValue()).map(one -> field.getKey() + ": " + one).stream())
                      .collect(Collectors.joining(", ")))
              .filter(one -> !one.isEmpty());
      case null, default -> Optional.empty();
    };
  }

  /** Passes the steps on as events of the turn. */
  private record StepRelay(AgentListener listener, Trace trace) implements RunListener {
    @Override
    public void started(int step, int line, String tool) {
      listener.happened(new AgentEvent.StepStarted(step, line, tool));
    }

    @Override
    public void finished(Step step) {
      listener.happened(new AgentEvent.StepFinished(step));
    }

    @Override
    public void warned(String text) {
      trace.warn(text);
      listener.happened(new AgentEvent.Warning(text));
    }
  }
}
