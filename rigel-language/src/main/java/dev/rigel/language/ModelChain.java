package dev.rigel.language;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Several models as one: the first that answers. One that failed is not asked for a while, so that
 * a dead endpoint does not delay every request; when all have failed lately, all are asked again.
 */
public final class ModelChain implements LanguageModel {
  private final List<LanguageModel> models;
  private final FailedLately<LanguageModel> failures;

  /**
   * @param models in order of preference; they are closed with the chain
   */
  public ModelChain(List<? extends LanguageModel> models, Clock clock) {
    if (models.isEmpty()) {
      throw new IllegalArgumentException("a chain of no models");
    }
    this.models = List.copyOf(models);
    this.failures = new FailedLately<>(clock);
  }

  /** The one itself where there is only one. */
  public static LanguageModel of(List<? extends LanguageModel> models) {
    return models.size() == 1 ? models.getFirst() : new ModelChain(models, Clock.systemUTC());
  }

  @Override
  public String name() {
    return models.getFirst().name();
  }

  /** Those of the first; what only a later one can do is used when it comes to it. */
  @Override
  public Capabilities capabilities() {
    return withLater(models.getFirst().capabilities());
  }

  @Override
  public Capabilities probed(CallScope scope) {
    return withLater(models.getFirst().probed(scope));
  }

  /** Requests may carry a constraint or a schema for the one that can be held to it. */
  private Capabilities withLater(Capabilities first) {
    return new Capabilities(
        first.images(),
        models.stream().anyMatch(model -> model.capabilities().tokenConstraints()),
        first.jsonSchema(),
        first.grammars(),
        first.logProbabilities(),
        first.contextLength());
  }

  @Override
  public Generation generate(GenerationRequest request, TokenListener listener, CallScope scope) {
    Optional<RigelException> first = Optional.empty();
    for (LanguageModel model : failures.inOrder(models)) {
      Hearing hearing = new Hearing(listener);
      try {
        Generation generation = model.generate(adapted(request, model), hearing, scope);
        failures.answered(model);
        return generation;
      } catch (RigelException e) {
        if (!isTheModels(e) || hearing.heard.get()) {
          throw first.isPresent() && e.code() == ErrorCode.INVALID_REQUEST ? first.get() : e;
        }
        failures.failed(model);
        scope.budget().modelFailed(model.name(), e.getMessage());
        first = first.or(() -> Optional.of(e));
      }
    }
    throw first.orElseThrow();
  }

  /** What a model does not understand is left out: whoever asks checks the answer. */
  private static GenerationRequest adapted(GenerationRequest request, LanguageModel model) {
    Capabilities can = model.capabilities();
    GenerationRequest adapted = request;
    if (!can.tokenConstraints() && request.constraint().isPresent()) {
      adapted = adapted.withoutConstraint();
    }
    if (!can.images()) {
      adapted = adapted.withPrompt(adapted.prompt().withoutPictures());
    }
    return adapted;
  }

  /** Whether another model may do better; a request that is wrong is wrong everywhere. */
  private static boolean isTheModels(RigelException e) {
    return switch (e.code()) {
      case MODEL_FAILED, OVERLOADED, NOT_CONFIGURED -> true;
      case INVALID_REQUEST,
          UNSUPPORTED_MEDIA,
          MEDIA_REFUSED,
          TOO_LARGE,
          UNAUTHENTICATED,
          CREDITS_USED_UP,
          FORBIDDEN,
          NOT_FOUND,
          SCHEMA_UNSATISFIED,
          NOT_IMPLEMENTED,
          CANCELLED,
          INTERNAL ->
          false;
    };
  }

  @Override
  public int countTokens(String text, CallScope scope) {
    return models.getFirst().countTokens(text, scope);
  }

  @Override
  public void expect(Prompt prompt) {
    models.getFirst().expect(prompt);
  }

  @Override
  public void close() {
    models.forEach(LanguageModel::close);
  }

  /** Knows whether somebody has heard of an answer, which then cannot be taken back. */
  private static final class Hearing implements TokenListener {
    private final TokenListener listener;
    private final AtomicBoolean heard = new AtomicBoolean();

    Hearing(TokenListener listener) {
      this.listener = listener;
    }

    @Override
    public void wrote(String text) {
      heard.set(heard.get() || listener != SILENT);
      listener.wrote(text);
    }

    @Override
    public void wrote(String text, List<Generation.TokenLogProbability> tokens) {
      heard.set(heard.get() || listener != SILENT);
      listener.wrote(text, tokens);
    }
  }
}
