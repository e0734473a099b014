package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.answer.JsonText;
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
import dev.rigel.protocol.ChatMessage;
import dev.rigel.protocol.FinishReason;
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

  BareModel(LanguageModel model) {
    this.model = model;
  }

  Outcome complete(ChatCompletionRequest request, AgentListener listener, CallScope scope) {
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
    Prompt prompt = new Prompt(request.messages().stream().map(BareModel::message).toList(), 0, "");
    Optional<JsonNode> schema =
        switch (request.responseFormat()) {
          case ResponseFormat.JsonSchemaFormat format -> Optional.of(format.schema());
          case ResponseFormat.JsonObjectFormat _ -> Optional.of(AnswerSchema.ANY_OBJECT.json());
          case ResponseFormat.TextFormat _ -> request.jsonSchema();
        };
    Optional<AnswerSchema> bounded = schema.map(AnswerSchema::new);
    List<ChatCompletion.Choice> choices = new ArrayList<>();
    for (int i = 0; i < request.n(); i++) {
      Generation written =
          model.generate(
              generation(request, prompt, bounded.map(AnswerSchema::json), i),
              i == 0 ? PlainTalk.heard(new StringBuilder(), listener) : TokenListener.SILENT,
              scope);
      if (written.finishReason() == Generation.FinishReason.STOP) {
        bounded.ifPresent(valid -> check(written.text(), valid));
      }
      choices.add(
          new ChatCompletion.Choice(
              i,
              written.text(),
              List.of(),
              written.finishReason() == Generation.FinishReason.STOP
                  ? FinishReason.STOP
                  : FinishReason.LENGTH,
              LogProbabilities.of(written)));
    }
    return new Outcome(choices);
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

  private GenerationRequest generation(
      ChatCompletionRequest request, Prompt prompt, Optional<JsonNode> schema, int choice) {
    return TurnWork.wording(request, model.capabilities().logProbabilities())
        .sample(choice)
        .of(
            new GenerationRequest(
                prompt,
                Math.min(request.maxTokens(), model.capabilities().contextLength() / 2),
                0,
                1,
                OptionalInt.empty(),
                OptionalLong.empty(),
                request.stop(),
                -1,
                Optional.empty(),
                schema,
                request.grammar()));
  }

  private static Prompt.Message message(ChatMessage message) {
    return switch (message.role()) {
      case SYSTEM -> Prompt.Message.system(message.text());
      case ASSISTANT -> Prompt.Message.assistant(message.text());
      case USER, TOOL -> Prompt.Message.user(message.text());
    };
  }
}
