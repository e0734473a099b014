package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.agent.plan.Plan;
import dev.rigel.agent.plan.Planning;
import dev.rigel.agent.plan.RoundReview;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.Variant;
import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Excerpt;
import dev.rigel.base.RigelException;
import dev.rigel.program.Step;
import dev.rigel.program.run.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The rounds of a {@code :pro} turn: a planner that sees is shown what came of its program, values
 * and small pictures, and says that this is the answer or goes on with another program.
 */
final class Rounds {
  /** Less is left for the answer's form. */
  private static final Duration LEAST_TIME = Duration.ofSeconds(20);

  private static final int MOST_STEPS = 30;
  private static final int LONGEST_STEP = 200;
  private static final int LONGEST_ANSWER = 1_000;

  private final Planning planning;
  private final Trace trace;
  private final AgentListener listener;
  private final CallScope scope;

  Rounds(Planning planning, Trace trace, AgentListener listener, CallScope scope) {
    this.planning = planning;
    this.trace = trace;
    this.listener = listener;
    this.scope = scope;
  }

  /**
   * The program of the next round.
   *
   * @param latest what calls gave, the latest first
   * @return empty when the answer stands, or when nobody can look
   */
  Optional<Plan> next(
      Turn turn, Plan plan, RunResult run, AnswerValues values, List<Object> latest) {
    if (turn.variant() != Variant.PRO || scope.deadline().remaining().compareTo(LEAST_TIME) < 0) {
      return Optional.empty();
    }
    Optional<RoundReview> review = planning.review(scope);
    if (review.isEmpty()) {
      return Optional.empty();
    }
    listener.happened(new AgentEvent.Phase("looking", "Looking at the results"));
    try {
      RoundPictures pictures = new RoundPictures(turn, values, latest);
      String told = pictures.captions() + "\n" + steps(run.steps()) + answer(values);
      RoundReview.Verdict verdict =
          trace.measured(
              "looking",
              scope,
              () ->
                  review
                      .get()
                      .of(
                          turn,
                          new RoundReview.Shown(plan.program(), told, pictures.pictures()),
                          scope));
      trace.decided(verdict.what(), verdict.why());
      return verdict.next().filter(other -> !other.program().equals(plan.program()));
    } catch (BudgetExhaustedException e) {
      trace.exhausted(e);
      return Optional.empty();
    } catch (RigelException e) {
      if (e.code() == ErrorCode.CANCELLED) {
        throw e;
      }
      trace.decided("not looked", e.getMessage());
      return Optional.empty();
    }
  }

  private static String steps(List<Step> steps) {
    StringBuilder text = new StringBuilder();
    steps.stream()
        .limit(MOST_STEPS)
        .forEach(step ->
            text.append(Excerpt.of(step.tool() + "(" + step.arguments() + ")", LONGEST_STEP))
                .append(" gave ")
                .append(Excerpt.of(step.summary(), LONGEST_STEP))
                .append('\n'));
    return text.toString();
  }

  private static String answer(AnswerValues values) {
    StringBuilder text = new StringBuilder("Answer: ");
    text.append(Excerpt.of(values.text(), LONGEST_ANSWER)).append('\n');
    values
        .data()
        .ifPresent(data ->
            text.append("Data: ").append(Excerpt.of(data.toString(), LONGEST_ANSWER)).append('\n'));
    return text.toString();
  }
}
