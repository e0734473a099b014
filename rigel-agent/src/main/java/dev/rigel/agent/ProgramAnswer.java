package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerComposer;
import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.answer.AnswerTask;
import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.agent.answer.ComposedAnswer;
import dev.rigel.agent.plan.Planning;
import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.language.LanguageModel;
import dev.rigel.protocol.ResponseFormat;
import dev.rigel.tools.Wordings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers by a visual program: has it planned and run, and gives what it found its form. */
final class ProgramAnswer {
  /**
   * What a program found, in the form that was asked for.
   *
   * @param answer its content is JSON for the schema where there is one, unless it is cut
   * @param produced references of the media that the answer carries
   */
  record Found(ComposedAnswer answer, AnswerValues values, List<String> produced) {
    Found {
      produced = List.copyOf(produced);
    }
  }

  private final Planning planning;
  private final LanguageModel model;
  private final AnswerComposer composer;
  private final Choices choices;

  ProgramAnswer(Planning planning, LanguageModel model) {
    this.planning = planning;
    this.model = model;
    this.composer = new AnswerComposer(model);
    this.choices = new Choices(model);
  }

  Outcome answer(TurnWork work) {
    Found found = find(work);
    return new Outcome(choices.of(work, found.answer()), found.produced(), found.values().boxes());
  }

  /** Runs the program, without telling anybody what it found. */
  Found find(TurnWork work) {
    Wordings wordings = new Wordings(work.wording(model));
    ProgramRun.Result run = run(work, wordings);
    ComposedAnswer answer =
        work.trace().measured("wording", work.scope(), () -> composed(work, run, wordings));
    answer.warnings().forEach(work.trace()::warn);
    List<String> produced = run.values().media().stream().map(work.media()::reference).toList();
    return new Found(run.exhausted() ? answer.asCut() : answer, run.values(), produced);
  }

  /** A limit that is reached before there is a program leaves nothing but that to say. */
  private ProgramRun.Result run(TurnWork work, Wordings wordings) {
    try {
      return new ProgramRun(planning, work, wordings).run(work.turn());
    } catch (BudgetExhaustedException e) {
      work.trace().exhausted(e);
      String text = "The work was stopped at a limit: " + e.getMessage() + ".";
      return new ProgramRun.Result(AnswerValues.of(Map.of("text", text)), true);
    }
  }

  private ComposedAnswer composed(TurnWork work, ProgramRun.Result run, Wordings wordings) {
    AnswerValues values = run.values();
    if (run.exhausted()) {
      return ofWhatThereIs(work, values);
    }
    try {
      return switch (work.format()) {
        case ResponseFormat.TextFormat _ -> prose(work, values, wordings);
        case ResponseFormat.JsonObjectFormat _ -> object(work, values);
        case ResponseFormat.JsonSchemaFormat _ ->
            composer.shaped(
                work.schema().orElseThrow(), work.task(model), values, work.media(), work.scope());
      };
    } catch (BudgetExhaustedException e) {
      work.trace().exhausted(e);
      return composer.prose(values, work.media()).asCut();
    }
  }

  /** What there is fits the form or is told in words; no model fills the gaps. */
  private ComposedAnswer ofWhatThereIs(TurnWork work, AnswerValues values) {
    return switch (work.format()) {
      case ResponseFormat.TextFormat _ -> composer.prose(values, work.media());
      case ResponseFormat.JsonObjectFormat _ -> composer.object(values, work.media());
      case ResponseFormat.JsonSchemaFormat _ ->
          composer
              .matched(work.schema().orElseThrow(), values, work.media())
              .orElseGet(() -> composer.prose(values, work.media()));
    };
  }

  private ComposedAnswer prose(TurnWork work, AnswerValues values, Wordings wordings) {
    AnswerTask task = work.task(model);
    return work.calls().isEmpty()
        ? composer
            .prose(values, work.media())
            .withWorded(values.text().isBlank() ? Optional.empty() : wordings.of(values.text()))
        : composer.told(task, values, work.media(), work.request().maxTokens(), work.scope());
  }

  private ComposedAnswer object(TurnWork work, AnswerValues values) {
    return work.calls().isEmpty()
        ? composer.object(values, work.media())
        : composer.shaped(
            AnswerSchema.ANY_OBJECT, work.task(model), values, work.media(), work.scope());
  }
}
