package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.answer.JsonText;
import dev.rigel.agent.turn.Turn;
import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.Usage;
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
  private static final int MOST_TURNS = 12;
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

  /**
   * @param schema what the answer must satisfy; empty for prose
   */
  Outcome answer(
      ChatCompletionRequest request,
      Turn turn,
      Optional<AnswerSchema> schema,
      Trace trace,
      AgentListener listener,
      CallScope scope) {
    listener.happened(new AgentEvent.Phase("writing", "Writing an answer"));
    trace.planned("talk", "");
    List<ChatCompletion.Choice> choices = new ArrayList<>();
    long promptTokens = 0;
    long completionTokens = 0;
    for (int i = 0; i < request.n(); i++) {
      Writing writing =
          schema.isPresent()
              ? structured(request, turn, schema.get(), i, trace, scope)
              : prose(request, turn, i, trace, i == 0 ? listener : AgentListener.SILENT, scope);
      promptTokens += writing.promptTokens();
      completionTokens += writing.completionTokens();
      if (schema.isPresent() && i == 0) {
        listener.wrote(writing.text());
      }
      choices.add(
          new ChatCompletion.Choice(
              i,
              writing.text(),
              List.of(),
              writing.cut() ? FinishReason.LENGTH : FinishReason.STOP,
              writing.logprobs()));
    }
    return new Outcome(
        choices, new Usage(promptTokens, completionTokens), List.of(), Optional.of(trace.json()));
  }

  private record Writing(
      String text,
      boolean cut,
      Optional<JsonNode> logprobs,
      long promptTokens,
      long completionTokens) {}

  private Writing prose(
      ChatCompletionRequest request,
      Turn turn,
      int choice,
      Trace trace,
      AgentListener listener,
      CallScope scope) {
    StringBuilder soFar = new StringBuilder();
    try {
      Generation written =
          model.generate(
              generation(request, turn, choice, Optional.empty(), "", trace, scope),
              piece -> {
                soFar.append(piece);
                listener.wrote(piece);
              },
              scope);
      return new Writing(
          written.text(),
          written.finishReason() == Generation.FinishReason.LENGTH,
          LogProbabilities.json(written),
          written.promptTokens(),
          written.completionTokens());
    } catch (BudgetExhaustedException e) {
      trace.exhausted(e);
      return new Writing(
          soFar.toString(), true, Optional.empty(), 0, TokenEstimate.tokens(soFar.toString()));
    }
  }

  private Writing structured(
      ChatCompletionRequest request,
      Turn turn,
      AnswerSchema schema,
      int choice,
      Trace trace,
      CallScope scope) {
    long promptTokens = 0;
    long completionTokens = 0;
    String problem = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Generation written =
          model.generate(
              generation(request, turn, choice, Optional.of(schema), problem, trace, scope),
              piece -> {},
              scope);
      promptTokens += written.promptTokens();
      completionTokens += written.completionTokens();
      Optional<JsonNode> value = JsonText.in(written.text());
      problem = value.map(v -> schema.violation(v).orElse("")).orElse("it is not JSON");
      boolean bare = value.isPresent() && problem.isEmpty();
      boolean cut = !bare && written.finishReason() == Generation.FinishReason.LENGTH;
      if (bare || cut) {
        // A cut one is no answer to the schema; its finish reason says so.
        return new Writing(
            bare ? value.get().toString() : written.text().strip(),
            cut,
            LogProbabilities.json(written),
            promptTokens,
            completionTokens);
      }
    }
    throw new RigelException(
        ErrorCode.SCHEMA_UNSATISFIED,
        "The model's answer does not satisfy the schema (" + problem + "). Try a simpler schema.",
        "response_format");
  }

  private GenerationRequest generation(
      ChatCompletionRequest request,
      Turn turn,
      int choice,
      Optional<AnswerSchema> schema,
      String problem,
      Trace trace,
      CallScope scope) {
    int room = Math.max(64, model.capabilities().contextLength() / 2);
    return new GenerationRequest(
        prompt(turn, schema, problem, scope),
        Math.min(request.maxTokens(), room),
        request.temperature(),
        request.topP(),
        request.topK().map(OptionalInt::of).orElseGet(OptionalInt::empty),
        request.seed().isPresent()
            ? OptionalLong.of(request.seed().get() + choice)
            : OptionalLong.empty(),
        request.stop(),
        logProbabilities(request, trace),
        Optional.empty(),
        schema.map(AnswerSchema::json),
        Optional.empty());
  }

  private int logProbabilities(ChatCompletionRequest request, Trace trace) {
    if (request.logprobs().isPresent() && !model.capabilities().logProbabilities()) {
      trace.warn("logprobs are null: the language model does not report them.");
      return -1;
    }
    return request.logprobs().orElse(-1);
  }

  private Prompt prompt(Turn turn, Optional<AnswerSchema> schema, String problem, CallScope scope) {
    String instructions =
        turn.instructions().isBlank() ? system : system + "\n\n" + turn.instructions();
    String question =
        turn.request()
            + schema.map(s -> "\n\nAnswer as JSON for this schema: " + shortened(s)).orElse("")
            + (problem.isEmpty() ? "" : "\nThe last attempt was wrong: " + problem);
    List<Prompt.Message> messages = new ArrayList<>();
    messages.add(Prompt.Message.system(instructions));
    messages.addAll(recent(turn.history(), instructions + question, scope));
    messages.add(Prompt.Message.user(question));
    // Instructions of a request make the first message its own: no state of it is worth keeping.
    return new Prompt(messages, turn.instructions().isBlank() ? 1 : 0, "");
  }

  private static String shortened(AnswerSchema schema) {
    String text = schema.json().toString();
    return text.length() <= 2_000 ? text : text.substring(0, 2_000) + " …";
  }

  /** The newest messages, as many as fit beside the rest into half of the context. */
  private List<Prompt.Message> recent(List<Prompt.Message> history, String rest, CallScope scope) {
    int room = model.capabilities().contextLength() / 2 - tokens(rest, scope);
    List<Prompt.Message> recent = new ArrayList<>();
    for (Prompt.Message message : history.reversed()) {
      if (message.role() == Prompt.Role.SYSTEM) {
        continue;
      }
      room -= tokens(message.text(), scope);
      if (room < 0 || recent.size() == MOST_TURNS) {
        break;
      }
      recent.addFirst(message);
    }
    return recent;
  }

  /** Counted only where the rule of thumb leaves doubt: counting may have to ask an endpoint. */
  private int tokens(String text, CallScope scope) {
    return text.length() < 400 ? TokenEstimate.tokens(text) : model.countTokens(text, scope);
  }
}
