package dev.rigel.agent;

import dev.rigel.base.CallScope;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ChatMessage;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.ResponseFormat;
import dev.rigel.protocol.Usage;
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

  VisualAgent.Outcome complete(
      ChatCompletionRequest request, AgentListener listener, CallScope scope) {
    LanguageModel writer = model;
    Prompt prompt = new Prompt(request.messages().stream().map(BareModel::message).toList(), 0, "");
    Optional<JsonNode> schema =
        request.responseFormat() instanceof ResponseFormat.JsonSchemaFormat format
            ? Optional.of(format.schema())
            : request.jsonSchema();
    Generation generation =
        writer.generate(
            new GenerationRequest(
                prompt,
                Math.min(request.maxTokens(), writer.capabilities().contextLength() / 2),
                request.temperature(),
                request.topP(),
                request.topK().map(OptionalInt::of).orElseGet(OptionalInt::empty),
                request.seed().map(OptionalLong::of).orElseGet(OptionalLong::empty),
                request.stop(),
                request.logprobs().orElse(-1),
                Optional.empty(),
                schema,
                request.grammar()),
            listener::wrote,
            scope);
    return new VisualAgent.Outcome(
        List.of(
            new ChatCompletion.Choice(
                0,
                generation.text(),
                List.of(),
                generation.finishReason() == Generation.FinishReason.STOP
                    ? FinishReason.STOP
                    : FinishReason.LENGTH,
                LogProbabilities.json(generation))),
        new Usage(generation.promptTokens(), generation.completionTokens()),
        List.of(),
        Optional.empty());
  }

  private static Prompt.Message message(ChatMessage message) {
    return switch (message.role()) {
      case SYSTEM -> Prompt.Message.system(message.text());
      case ASSISTANT -> Prompt.Message.assistant(message.text());
      case USER, TOOL -> Prompt.Message.user(message.text());
    };
  }
}
