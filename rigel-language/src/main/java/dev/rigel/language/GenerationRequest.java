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
    return heldTo(Optional.of(other), jsonSchema);
  }

  /** The same, held to nothing token by token. */
  public GenerationRequest withoutConstraint() {
    return heldTo(Optional.empty(), jsonSchema);
  }

  public GenerationRequest withJsonSchema(JsonNode schema) {
    return heldTo(constraint, Optional.of(schema));
  }

  private GenerationRequest heldTo(
      Optional<TokenConstraint> newConstraint, Optional<JsonNode> newSchema) {
    return new GenerationRequest(
        prompt,
        maxTokens,
        temperature,
        topP,
        topK,
        seed,
        stop,
        topLogProbabilities,
        newConstraint,
        newSchema,
        grammar);
  }

  public GenerationRequest withPrompt(Prompt other) {
    return asked(other, temperature, topP, seed);
  }

  public GenerationRequest withSampling(
      double newTemperature, double newTopP, OptionalLong newSeed) {
    return asked(prompt, newTemperature, newTopP, newSeed);
  }

  private GenerationRequest asked(
      Prompt newPrompt, double newTemperature, double newTopP, OptionalLong newSeed) {
    return new GenerationRequest(
        newPrompt,
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
