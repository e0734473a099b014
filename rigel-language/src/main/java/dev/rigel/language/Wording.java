package dev.rigel.language;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How free text is to be worded: the sampling that somebody asked for. Programs, choices and JSON
 * that is read by code are never sampled.
 *
 * @param temperature 0 means greedy
 * @param topLogProbabilities as in {@link GenerationRequest}
 */
public record Wording(
    double temperature, double topP, OptionalInt topK, OptionalLong seed, int topLogProbabilities) {
  /** The likeliest text, no log-probabilities. */
  public static final Wording GREEDY =
      new Wording(0, 1, OptionalInt.empty(), OptionalLong.empty(), -1);

  public Wording {
    requireNonNull(topK, "topK");
    requireNonNull(seed, "seed");
  }

  /** For one of several texts: each has its own seed, the same in every run. */
  public Wording sample(int index) {
    return new Wording(
        temperature,
        topP,
        topK,
        seed.isPresent() ? OptionalLong.of(seed.getAsLong() + index) : seed,
        topLogProbabilities);
  }

  /** The request, worded so. */
  public GenerationRequest of(GenerationRequest request) {
    return new GenerationRequest(
        request.prompt(),
        request.maxTokens(),
        temperature,
        topP,
        topK,
        seed,
        request.stop(),
        topLogProbabilities,
        request.constraint(),
        request.jsonSchema(),
        request.grammar());
  }
}
