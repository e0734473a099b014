package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.function.FunctionResults;
import dev.rigel.agent.turn.SessionMemory;
import dev.rigel.agent.turn.Turn;
import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.language.TokenListener;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.ResponseFormat;
import dev.rigel.tools.language.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * Answers requests that need no tool and bring no media: conversation, explanations, questions
 * about Rigel itself. The text streams from the language model as it is written; JSON is checked
 * before it goes out.
 */
final class PlainTalk {
  /** Each takes a hundredth of a second and more of a small machine before the first word. */
  private static final int MOST_TOKENS_OF_MEMORY = 1_200;

  private static final int CHARACTERS = 4;
  private static final int TRIES = 2;

  private final LanguageModel model;
  private final String system;

  /**
   * @param abilities what Rigel can do, one line each, from the declarations of its own tools
   */
  PlainTalk(LanguageModel model, List<String> abilities) {
    this.model = model;
    this.system =
        "You are Rigel, an open visual agent server that runs on its owner's machine. You work on"
            + " pictures and PDF documents that the user sends with a request. What you can do:\n- "
            + String.join("\n- ", abilities)
            + "\nWhen asked who you are or what you can do, say that you are Rigel and name these"
            + " abilities. You cannot look at anything that was not sent, and you cannot make"
            + " pictures from words. Answer briefly and honestly.";
  }

  Outcome answer(TurnWork work) {
    work.listener().happened(new AgentEvent.Phase("writing", "Writing an answer"));
    work.trace().planned("talk", "");
    Optional<AnswerSchema> schema = schema(work);
    List<ChatCompletion.Choice> choices = new ArrayList<>();
    for (int i = 0; i < work.request().n(); i++) {
      int index = i;
      choices.add(
          work.trace()
              .measured(
                  "wording",
                  work.scope(),
                  () ->
                      schema.isPresent()
                          ? structured(work, schema.get(), index)
                          : prose(work, index)));
    }
    return new Outcome(choices);
  }

  /** What the answer must satisfy; empty for prose. */
  private static Optional<AnswerSchema> schema(TurnWork work) {
    return work.format() instanceof ResponseFormat.JsonObjectFormat
        ? Optional.of(AnswerSchema.ANY_OBJECT)
        : work.schema();
  }

  private ChatCompletion.Choice prose(TurnWork work, int index) {
    AgentListener listener = index == 0 ? work.listener() : AgentListener.SILENT;
    StringBuilder soFar = new StringBuilder();
    try {
      Generation written =
          model.generate(
              generation(work, index, Optional.empty(), ""), heard(soFar, listener), work.scope());
      return choice(
          index,
          written.text(),
          written.finishReason() == Generation.FinishReason.LENGTH,
          LogProbabilities.of(written));
    } catch (BudgetExhaustedException e) {
      work.trace().exhausted(e);
      return choice(index, soFar.toString(), true, Optional.empty());
    }
  }

  /** Passes on what is written, and keeps it. */
  static TokenListener heard(StringBuilder soFar, AgentListener listener) {
    return new TokenListener() {
      @Override
      public void wrote(String text) {
        wrote(text, List.of());
      }

      @Override
      public void wrote(String text, List<Generation.TokenLogProbability> tokens) {
        soFar.append(text);
        listener.wrote(text, LogProbabilities.of(tokens));
      }
    };
  }

  private static ChatCompletion.Choice choice(
      int index, String text, boolean cut, Optional<JsonNode> logprobs) {
    return new ChatCompletion.Choice(
        index, text, List.of(), cut ? FinishReason.LENGTH : FinishReason.STOP, logprobs);
  }

  /** JSON is checked before anybody hears of it. */
  private ChatCompletion.Choice structured(TurnWork work, AnswerSchema schema, int index) {
    boolean wantsLogProbabilities = work.wording(model).topLogProbabilities() >= 0;
    String problem = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Generation written =
          model.generate(
              generation(work, index, Optional.of(schema), problem),
              TokenListener.SILENT,
              work.scope());
      Optional<String> valid = schema.valid(written.text(), wantsLogProbabilities);
      problem = schema.problem(written.text());
      boolean cut = valid.isEmpty() && written.finishReason() == Generation.FinishReason.LENGTH;
      if (valid.isPresent() || cut) {
        String text = valid.orElseGet(() -> written.text().strip());
        ChatCompletion.Choice choice = choice(index, text, cut, LogProbabilities.of(written, text));
        if (index == 0) {
          work.listener().wrote(choice.content(), choice.logprobs());
        }
        return choice;
      }
    }
    throw new RigelException(
        ErrorCode.SCHEMA_UNSATISFIED,
        "The model's answer does not satisfy the schema (" + problem + "). Try a simpler schema.",
        schema.place());
  }

  private GenerationRequest generation(
      TurnWork work, int index, Optional<AnswerSchema> schema, String problem) {
    ChatCompletionRequest request = work.request();
    if (request.logprobs().isPresent() && !model.capabilities().logProbabilities()) {
      work.trace().warn("logprobs are null: the language model does not report them.");
    }
    int room = Math.max(64, model.capabilities().contextLength() / 2);
    return work.wording(model)
        .sample(index)
        .of(
            new GenerationRequest(
                prompt(work, schema, problem),
                Math.min(request.maxTokens(), room),
                0,
                1,
                OptionalInt.empty(),
                OptionalLong.empty(),
                // Half a JSON would be of no use.
                schema.isPresent() ? List.of() : request.stop(),
                -1,
                Optional.empty(),
                schema.map(AnswerSchema::json),
                Optional.empty()));
  }

  private Prompt prompt(TurnWork work, Optional<AnswerSchema> schema, String problem) {
    Turn turn = work.turn();
    String results = FunctionResults.text(work.calls());
    String instructions =
        turn.instructions().isBlank() ? system : system + "\n\n" + turn.instructions();
    String question =
        turn.request()
            + (results.isEmpty() ? "" : "\n\n" + results + "\nAnswer with these results.")
            + schema.map(s -> "\n\nAnswer as JSON for this schema: " + shortened(s)).orElse("")
            + (problem.isEmpty() ? "" : "\nThe last attempt was wrong: " + problem);
    String rules = results.isEmpty() ? instructions : instructions + "\n\n" + Fence.RULE;
    List<Prompt.Message> messages = new ArrayList<>();
    messages.add(Prompt.Message.system(rules));
    messages.addAll(recent(turn, rules + question, work.scope()));
    messages.add(Prompt.Message.user(question));
    // Instructions of a request make the first message its own: no state of it is worth keeping.
    return new Prompt(messages, rules.equals(system) ? 1 : 0, "");
  }

  private static String shortened(AnswerSchema schema) {
    String text = schema.json().toString();
    return text.length() <= 2_000 ? text : text.substring(0, 2_000) + " …";
  }

  /** What the question needs of the conversation, as much as fits beside the rest. */
  private List<Prompt.Message> recent(Turn turn, String rest, CallScope scope) {
    int room =
        Math.min(
            MOST_TOKENS_OF_MEMORY, model.capabilities().contextLength() / 2 - tokens(rest, scope));
    SessionMemory memory = new SessionMemory(turn.history());
    for (int characters = CHARACTERS * room; characters > 0; characters /= 2) {
      List<Prompt.Message> recent = memory.of(turn.request(), characters);
      if (recent.stream().mapToInt(message -> tokens(message.text(), scope)).sum() <= room) {
        return recent;
      }
    }
    return List.of();
  }

  /** Counted only where the rule of thumb leaves doubt: counting may have to ask an endpoint. */
  private int tokens(String text, CallScope scope) {
    return text.length() < 400 ? TokenEstimate.tokens(text) : model.countTokens(text, scope);
  }
}
