package dev.rigel.agent.plan;

import dev.rigel.agent.plan.steps.StepPlanner;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.Variant;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Plans a request of several steps: each step by its recipe or by the model, and one program of
 * all.
 */
public final class StepwisePlanning {
  private final Planning planning;
  private final StepPlanner steps;

  public StepwisePlanning(Planning planning) {
    this.planning = planning;
    this.steps = new StepPlanner(word -> !planning.objectKinds(word).isEmpty());
  }

  /**
   * A program; empty where the request is one thing, where one of its steps has no program that
   * nothing speaks against, or where the programs cannot be joined. A model that is not guided is
   * large enough to plan the whole: it is not asked for steps.
   *
   * @param progress is told of each step before it is planned
   */
  public Optional<Plan> plan(Turn turn, CallScope scope, Consumer<String> progress) {
    if (turn.schema().isPresent()) {
      return Optional.empty();
    }
    StepWriter writer = new StepWriter(scope, progress);
    long start = System.nanoTime();
    return steps
        .program(turn, writer::program, program -> planning.isRight(turn, program))
        .filter(program -> planning.doubts(turn, program).isEmpty())
        .map(program ->
            new Plan(
                program,
                "steps",
                (System.nanoTime() - start) / 1e9,
                "the request has several steps, each planned by itself: "
                    + String.join("; ", writer.reasons),
                List.of()));
  }

  /** Writes the programs of one request's steps, and notes whence they come. */
  private final class StepWriter {
    private final CallScope scope;
    private final Consumer<String> progress;
    private final List<String> reasons = new ArrayList<>();

    StepWriter(CallScope scope, Consumer<String> progress) {
      this.scope = scope;
      this.progress = progress;
    }

    Optional<String> program(Turn step) {
      progress.accept(step.request());
      Optional<Plan> plan = planning.withoutModel(step);
      if (plan.isEmpty() && step.variant() != Variant.FAST && planning.guides(scope)) {
        plan = byModel(step);
      }
      plan.ifPresent(
          found -> reasons.add("\u201c" + step.request() + "\u201d by " + found.planner()));
      return plan.map(Plan::program);
    }

    private Optional<Plan> byModel(Turn step) {
      Optional<Plan> first = written(step, Optional.empty());
      List<Doubt> doubts =
          first.map(plan -> planning.doubts(step, plan.program())).orElse(List.of());
      if (doubts.isEmpty()) {
        return first;
      }
      return written(step, first.map(plan -> FailedProgram.doubted(plan.program(), doubts)))
          .filter(second -> planning.doubts(step, second.program()).isEmpty());
    }

    private Optional<Plan> written(Turn step, Optional<FailedProgram> failure) {
      try {
        return Optional.of(planning.byModel(step, failure, 1, scope));
      } catch (RigelException e) {
        if (e.code() != ErrorCode.MODEL_FAILED) {
          throw e;
        }
        return Optional.empty();
      }
    }
  }
}
