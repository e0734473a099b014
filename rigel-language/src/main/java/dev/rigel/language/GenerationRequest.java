package dev.rigel.language;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * One generation.
 *
 * @param temperature 0 means greedy
 * @param topLogProbabilities how many alternatives to report for each token; -1 for no
 *     log-probabilities at all
 * @param jsonSchema the answer must be valid against it
 * @param grammar GBNF
 */
public record GenerationRequest(
    Prompt prompt,
    int maxTokens,
    double temperature,
    double topP,
    OptionalInt topK,
    OptionalLong seed,
    List<String> stop,
    int topLogProbabilities,
    Optional<TokenConstraint> constraint,
    Optional<JsonNode> jsonSchema,
    Optional<String> grammar) {
  public GenerationRequest {
    requireNonNull(prompt, "prompt");
    requireNonNull(topK, "topK");
    requireNonNull(seed, "seed");
    stop = List.copyOf(stop);
    requireNonNull(constraint, "constraint");
    requireNonNull(jsonSchema, "jsonSchema");
    requireNonNull(grammar, "grammar");
  }

  /** Greedy, unconstrained. */
  public static GenerationRequest greedy(Prompt prompt, int maxTokens) {
    return new GenerationRequest(
        prompt,
        maxTokens,
        0,
        1,
        OptionalInt.empty(),
        OptionalLong.empty(),
        List.of(),
        -1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public GenerationRequest withConstraint(TokenConstraint other) {
    return new GenerationRequest(
        prompt,
        maxTokens,
        temperature,
        topP,
        topK,
        seed,
        stop,
        topLogProbabilities,
        Optional.of(other),
        jsonSchema,
        grammar);
  }

  /** The same, held to nothing token by token. */
  public GenerationRequest withoutConstraint() {
    return new GenerationRequest(
        prompt,
        maxTokens,
        temperature,
        topP,
        topK,
        seed,
        stop,
        topLogProbabilities,
        Optional.empty(),
        jsonSchema,
        grammar);
  }

  public GenerationRequest withPrompt(Prompt other) {
    return new GenerationRequest(
        other,
        maxTokens,
        temperature,
        topP,
        topK,
        seed,
        stop,
        topLogProbabilities,
        constraint,
        jsonSchema,
        grammar);
  }

  public GenerationRequest withJsonSchema(JsonNode schema) {
    return new GenerationRequest(
        prompt,
        maxTokens,
        temperature,
        topP,
        topK,
        seed,
        stop,
        topLogProbabilities,
        constraint,
        Optional.of(schema),
        grammar);
  }

  public GenerationRequest withSampling(
      double newTemperature, double newTopP, OptionalLong newSeed) {
    return new GenerationRequest(
        prompt,
        maxTokens,
        newTemperature,
        newTopP,
        topK,
        newSeed,
        stop,
        topLogProbabilities,
        constraint,
        jsonSchema,
        grammar);
  }
}
