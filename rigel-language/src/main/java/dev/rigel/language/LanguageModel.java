package dev.rigel.language;

import dev.rigel.base.CallScope;

/**
 * A model that writes text: the embedded one or any behind an OpenAI-compatible endpoint.
 * Thread-safe.
 */
public interface LanguageModel extends AutoCloseable {
  /** For traces and the {@code models} list. */
  String name();

  Capabilities capabilities();

  /**
   * The same; a model that has to be asked what it can do is asked now, if nobody has before.
   * Bounded in time: what does not get an answer is taken as missing.
   */
  default Capabilities probed(CallScope scope) {
    return capabilities();
  }

  /**
   * Writes an answer to the prompt. Pieces of text reach the listener as they are written; the
   * whole comes back at the end.
   *
   * @throws dev.rigel.base.RigelException {@link dev.rigel.base.ErrorCode#MODEL_FAILED} when the
   *     model or its endpoint fails, {@code CANCELLED} when the scope is cancelled, {@code
   *     NOT_CONFIGURED} when the request asks for what {@link #capabilities()} denies
   */
  Generation generate(GenerationRequest request, TokenListener listener, CallScope scope);

  /**
   * The number of tokens of a text, exact where the model's tokenizer is known, otherwise an
   * estimate.
   */
  int countTokens(String text, CallScope scope);

  /**
   * A prompt with this fixed beginning is about to come: a model that has something to load may
   * begin with it. Returns at once.
   */
  default void expect(Prompt prompt) {}

  @Override
  void close();

  /**
   * What a model can do beyond writing text.
   *
   * @param images sees pictures
   * @param tokenConstraints is held to a {@link TokenConstraint} at every token; a model behind an
   *     endpoint to {@linkplain TokenConstraint#portable portable} ones
   * @param jsonSchema can be held to a JSON schema by itself
   * @param grammars takes GBNF grammars
   * @param logProbabilities reports token log-probabilities
   * @param contextLength tokens of prompt and answer together
   */
  record Capabilities(
      boolean images,
      boolean tokenConstraints,
      boolean jsonSchema,
      boolean grammars,
      boolean logProbabilities,
      int contextLength) {}
}
