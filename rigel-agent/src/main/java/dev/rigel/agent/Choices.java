package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.answer.ComposedAnswer;
import dev.rigel.language.Generation;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.TokenListener;
import dev.rigel.language.Worded;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.ResponseFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Makes the choices of an answer that a program gave. There is one plan and one run: where a model
 * worded the text it words it again for each further choice, otherwise the choices are equal.
 */
final class Choices {
  private final LanguageModel model;

  Choices(LanguageModel model) {
    this.model = model;
  }

  /** The choices; the first one is heard by the turn's listener. */
  List<ChatCompletion.Choice> of(TurnWork work, ComposedAnswer answer) {
    ChatCompletionRequest request = work.request();
    List<ChatCompletion.Choice> choices = new ArrayList<>();
    choices.add(choice(0, work, answer));
    work.listener().wrote(choices.getFirst().content(), choices.getFirst().logprobs());
    boolean worded = answer.worded().isPresent() && !answer.cut();
    for (int i = 1; i < request.n(); i++) {
      choices.add(worded ? choice(i, work, again(i, work, answer)) : equal(i, choices.getFirst()));
    }
    if (request.n() > 1 && !worded) {
      work.trace()
          .warn("The choices are equal: the text was composed by code, not written by a model.");
    }
    return choices;
  }

  private static ChatCompletion.Choice equal(int index, ChatCompletion.Choice first) {
    return new ChatCompletion.Choice(
        index, first.content(), first.toolCalls(), first.finishReason(), first.logprobs());
  }

  /** The same answer in other words. */
  private ComposedAnswer again(int index, TurnWork work, ComposedAnswer first) {
    Worded before = first.worded().orElseThrow();
    var request = work.wording(model).sample(index).of(before.request());
    Generation generation =
        work.trace()
            .measured(
                "wording",
                work.scope(),
                () -> model.generate(request, TokenListener.SILENT, work.scope()));
    Worded worded = new Worded(request, generation);
    Optional<String> content =
        isJson(work)
            ? jsonSchema(work).valid(generation.text(), wantsLogProbabilities(work))
            : Optional.of(worded.text() + first.content().substring(before.text().length()));
    if (content.isEmpty()) {
      work.trace().warn("Choice " + index + " equals the first: its own was not valid.");
      return first;
    }
    boolean cut = generation.finishReason() == Generation.FinishReason.LENGTH;
    return new ComposedAnswer(content.get(), cut && !isJson(work), List.of(), Optional.of(worded));
  }

  private ChatCompletion.Choice choice(int index, TurnWork work, ComposedAnswer answer) {
    Cut cut = cut(work, answer);
    FinishReason reason =
        cut.length() || (answer.cut() && !cut.stopped()) ? FinishReason.LENGTH : FinishReason.STOP;
    return new ChatCompletion.Choice(
        index, cut.text(), List.of(), reason, logprobs(work, answer, cut.text()));
  }

  /**
   * @param stopped at one of the request's stop texts
   * @param length at the request's limit of tokens
   */
  private record Cut(String text, boolean stopped, boolean length) {}

  private Cut cut(TurnWork work, ComposedAnswer answer) {
    String text = answer.content();
    int stop = isJson(work) ? -1 : firstStop(text, work.request().stop());
    if (isJson(work) && firstStop(text, work.request().stop()) >= 0) {
      work.trace().warn("\"stop\" does not cut JSON: half of it would be of no use.");
    }
    if (stop >= 0) {
      text = text.substring(0, stop);
    }
    if (isWithin(work.request().maxTokens(), answer)) {
      return new Cut(text, stop >= 0, false);
    }
    TokenEstimate.Cut cut = TokenEstimate.cut(text, work.request().maxTokens());
    return new Cut(cut.text(), stop >= 0, cut.wasCut());
  }

  /** A text that is a model's as a whole is measured by the model's own count. */
  private static boolean isWithin(int maxTokens, ComposedAnswer answer) {
    return answer
        .worded()
        .filter(worded -> worded.text().equals(answer.content()))
        .filter(worded -> worded.generation().completionTokens() <= maxTokens)
        .isPresent();
  }

  static int firstStop(String text, List<String> stops) {
    return stops.stream()
        .filter(stop -> !stop.isEmpty())
        .mapToInt(text::indexOf)
        .filter(at -> at >= 0)
        .min()
        .orElse(-1);
  }

  private Optional<JsonNode> logprobs(TurnWork work, ComposedAnswer answer, String text) {
    if (!wantsLogProbabilities(work)) {
      return Optional.empty();
    }
    Optional<Worded> whole =
        answer.worded().filter(worded -> worded.text().equals(answer.content()));
    if (whole.isEmpty()) {
      work.trace()
          .warn("logprobs are null: the text was composed by code, not written by a model.");
      return Optional.empty();
    }
    if (!model.capabilities().logProbabilities()) {
      work.trace().warn("logprobs are null: the language model does not report them.");
      return Optional.empty();
    }
    return LogProbabilities.of(whole.get().generation(), text);
  }

  private static boolean wantsLogProbabilities(TurnWork work) {
    return work.request().logprobs().isPresent();
  }

  private static boolean isJson(TurnWork work) {
    return !(work.format() instanceof ResponseFormat.TextFormat);
  }

  private static AnswerSchema jsonSchema(TurnWork work) {
    return work.schema().orElse(AnswerSchema.ANY_OBJECT);
  }
}
