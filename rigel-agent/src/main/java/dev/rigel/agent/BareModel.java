package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.answer.JsonText;
import dev.rigel.agent.plan.Planning;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.language.TokenConstraint;
import dev.rigel.language.TokenListener;
import dev.rigel.language.constraint.ChoiceConstraint;
import dev.rigel.language.constraint.EveryConstraint;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ChatMessage;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.Guidance;
import dev.rigel.protocol.GuidedProgram;
import dev.rigel.protocol.ResponseFormat;
import dev.rigel.protocol.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * The model {@code rigel-embedded}: the language model alone, with no tools, no session and no
 * system message of ours.
 */
final class BareModel {
  private final LanguageModel model;
  private final Planning planning;

  BareModel(LanguageModel model, Planning planning) {
    this.model = model;
    this.planning = planning;
  }

  /**
   * A request that was found right, before anybody hears that it has begun.
   *
   * @param schema what the text must satisfy, when it is JSON
   */
  record Work(
      ChatCompletionRequest request, GenerationRequest generation, Optional<AnswerSchema> schema) {}

  /**
   * @throws RigelException naming what is wrong with the request
   */
  Work prepared(ChatCompletionRequest request) {
    if (request.messages().stream().anyMatch(m -> !m.media().isEmpty())) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST,
          "rigel-embedded takes text only; ask vlmrun-orion-1 about pictures and documents.",
          "messages");
    }
    boolean mustCall =
        request.toolChoice() != ToolChoice.NONE && request.toolChoice() != ToolChoice.AUTO;
    if (mustCall) {
      throw RigelException.invalid(
          "rigel-embedded calls no functions; ask vlmrun-orion-1, or give a json_schema.",
          "tool_choice");
    }
    Optional<JsonNode> schema =
        switch (request.responseFormat()) {
          case ResponseFormat.JsonSchemaFormat format -> Optional.of(format.schema());
          case ResponseFormat.JsonObjectFormat _ -> Optional.of(AnswerSchema.ANY_OBJECT.json());
          case ResponseFormat.TextFormat _ -> request.jsonSchema();
        };
    Optional<AnswerSchema> bounded = schema.map(AnswerSchema::new);
    GenerationRequest generation = generation(request, bounded.map(AnswerSchema::json));
    Optional<TokenConstraint> constraint = constraint(request.guidance());
    if (constraint.isPresent() && !model.capabilities().tokenConstraints()) {
      throw new RigelException(
          ErrorCode.NOT_CONFIGURED,
          "The language model that is configured here cannot be guided.",
          request.guidance().program().isPresent() ? GuidedProgram.FIELD : Guidance.CHOICE_FIELD);
    }
    return new Work(
        request, constraint.map(generation::withConstraint).orElse(generation), bounded);
  }

  private Optional<TokenConstraint> constraint(Guidance guidance) {
    List<TokenConstraint> parts = new ArrayList<>();
    guidance.program().map(planning::constraint).ifPresent(parts::add);
    if (!guidance.choice().isEmpty()) {
      parts.add(new ChoiceConstraint(guidance.choice()));
    }
    return switch (parts.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(parts.getFirst());
      default -> Optional.of(new EveryConstraint(parts));
    };
  }

  /**
   * What was written.
   *
   * @param cachedTokens so many of the tokens that were to be read were known already
   * @param stuck nothing that it was held to could be finished
   */
  record Written(Outcome outcome, long cachedTokens, boolean stuck) {}

  Written complete(Work work, AgentListener listener, CallScope scope) {
    ChatCompletionRequest request = work.request();
    int start = work.generation().prompt().answerStart().length();
    boolean stuck = false;
    long cached = 0;
    List<ChatCompletion.Choice> choices = new ArrayList<>();
    for (int i = 0; i < request.n(); i++) {
      Generation written =
          model.generate(
              TurnWork.wording(request, model.capabilities().logProbabilities())
                  .sample(i)
                  .of(work.generation()),
              i == 0 ? new After(start, listener) : TokenListener.SILENT,
              scope);
      cached += written.cachedPromptTokens();
      stuck |= written.finishReason() == Generation.FinishReason.STUCK;
      if (written.finishReason() == Generation.FinishReason.STOP) {
        work.schema().ifPresent(valid -> check(written.text(), valid));
      }
      choices.add(
          new ChatCompletion.Choice(
              i,
              written.text().substring(start),
              List.of(),
              written.finishReason() == Generation.FinishReason.STOP
                  ? FinishReason.STOP
                  : FinishReason.LENGTH,
              LogProbabilities.of(written)));
    }
    return new Written(new Outcome(choices), cached, stuck);
  }

  /** Passes on what comes after the beginning that the client knows. */
  private static final class After implements TokenListener {
    private final AgentListener listener;
    private int known;

    After(int known, AgentListener listener) {
      this.known = known;
      this.listener = listener;
    }

    @Override
    public void wrote(String text) {
      wrote(text, List.of());
    }

    @Override
    public void wrote(String text, List<Generation.TokenLogProbability> tokens) {
      int from = Math.min(known, text.length());
      known -= from;
      listener.wrote(text.substring(from), LogProbabilities.of(tokens));
    }
  }

  /** Writing is not held to every keyword of a schema, and stop texts end it anywhere. */
  private static void check(String text, AnswerSchema schema) {
    Optional<JsonNode> value = JsonText.in(text);
    Optional<String> problem =
        value.isEmpty() ? Optional.of("it is not JSON") : schema.violation(value.get());
    if (problem.isPresent()) {
      throw new RigelException(
          ErrorCode.SCHEMA_UNSATISFIED,
          "The model's answer does not satisfy the schema ("
              + problem.get()
              + "). Try a simpler schema.",
          "response_format");
    }
  }

  private GenerationRequest generation(ChatCompletionRequest request, Optional<JsonNode> schema) {
    return new GenerationRequest(
        prompt(request),
        Math.min(request.maxTokens(), model.capabilities().contextLength() / 2),
        0,
        1,
        OptionalInt.empty(),
        OptionalLong.empty(),
        request.stop(),
        -1,
        Optional.empty(),
        schema,
        request.grammar());
  }

  private static Prompt prompt(ChatCompletionRequest request) {
    List<Prompt.Message> messages = request.messages().stream().map(BareModel::message).toList();
    Guidance guidance = request.guidance();
    return guidance.continuesFinalMessage()
        ? new Prompt(
            messages.subList(0, messages.size() - 1),
            guidance.fixedMessages(),
            messages.getLast().text())
        : new Prompt(messages, guidance.fixedMessages(), "");
  }

  private static Prompt.Message message(ChatMessage message) {
    return switch (message.role()) {
      case SYSTEM -> Prompt.Message.system(message.text());
      case ASSISTANT -> Prompt.Message.assistant(message.text());
      case USER, TOOL -> Prompt.Message.user(message.text());
    };
  }
}
