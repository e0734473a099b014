package dev.rigel.language.embedded;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.Lane;
import dev.rigel.base.RigelException;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.language.TokenConstraint;
import dev.rigel.language.TokenListener;
import dev.rigel.language.constraint.EveryConstraint;
import dev.rigel.language.constraint.GrammarConstraint;
import dev.rigel.language.constraint.JsonSchemaGrammars;
import dev.rigel.language.decode.ConstrainedSearch;
import dev.rigel.language.decode.FreeWriting;
import dev.rigel.language.decode.NextToken;
import dev.rigel.language.decode.Sampling;
import dev.rigel.language.decode.StopTexts;
import dev.rigel.language.decode.Writing;
import dev.rigel.language.decode.WritingLimits;
import dev.rigel.language.embedded.ChatFormat.Formatted;
import dev.rigel.language.embedded.wire.Frames;
import dev.rigel.weights.ModelFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The language model that comes with Rigel: llama.cpp in a process of its own, started with the
 * first request. Requests are served one at a time, in order; a crash or a hang of the process
 * costs the running request one retry.
 *
 * <p>With a {@link TokenConstraint} what is written may be taken back, so the listener hears it
 * only when it is whole; otherwise it hears every token.
 */
public final class EmbeddedLanguageModel implements LanguageModel {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedLanguageModel.class);
  private static final int COUNTED_AT_ONCE = 1 << 18;

  private final EmbeddedSettings settings;
  private final ProcessKeeper keeper;
  private final Lane lane;
  private final JsonSchemaGrammars schemas = new JsonSchemaGrammars();
  private volatile boolean closed;
  private volatile long lastUse = System.nanoTime();

  public EmbeddedLanguageModel(EmbeddedSettings settings, ModelFiles files) {
    this.settings = settings;
    this.keeper = new ProcessKeeper(settings, files);
    this.lane = new Lane("language-model", 1, settings.waiting());
    if (!settings.idleShutdown().isZero()) {
      Thread.ofVirtual().name("rigel-language-model-idle").start(this::restWhenIdle);
    }
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(false, true, true, true, true, settings.contextLength());
  }

  @Override
  public Generation generate(GenerationRequest request, TokenListener listener, CallScope scope) {
    if (request.maxTokens() < 1) {
      throw RigelException.invalid("max_tokens must be at least 1.", "max_tokens");
    }
    Formatted prompt = ChatFormat.format(request.prompt());
    Optional<TokenConstraint> constraint = constraint(request);
    Sampling sampling =
        new Sampling(
            request.temperature(),
            request.topP(),
            request.topK(),
            // Drawn here, so that a retry after a crash writes the same text again.
            request.seed().orElseGet(() -> RandomGenerator.getDefault().nextLong()));
    String key = Hashes.sha256(prompt.toString());
    if (keeper.isDeadly(key)) {
      throw failedTwice();
    }
    HeardOnce heard = new HeardOnce(listener);
    return lane.call(
        scope,
        () -> {
          try {
            return generate(request, prompt, constraint, sampling, key, heard, scope);
          } finally {
            lastUse = System.nanoTime();
          }
        });
  }

  private Generation generate(
      GenerationRequest request,
      Formatted prompt,
      Optional<TokenConstraint> constraint,
      Sampling sampling,
      String key,
      HeardOnce heard,
      CallScope scope)
      throws InterruptedException {
    while (true) {
      try {
        heard.again();
        Generation generation =
            generateOnce(
                keeper.process(scope), request, prompt, constraint, sampling, heard, scope);
        keeper.succeeded(key);
        return generation;
      } catch (ProcessTokens.Broken e) {
        retryOrFail(key, e.death());
      } catch (ProcessDiedException e) {
        retryOrFail(key, e);
      }
    }
  }

  private void retryOrFail(String key, ProcessDiedException death) {
    if (keeper.died(key, death) >= 2) {
      throw failedTwice();
    }
  }

  private static RigelException failedTwice() {
    return new RigelException(
        ErrorCode.MODEL_FAILED,
        "The embedded language model's process ended twice while it worked on this prompt.");
  }

  private Generation generateOnce(
      ModelProcess process,
      GenerationRequest request,
      Formatted prompt,
      Optional<TokenConstraint> constraint,
      Sampling sampling,
      TokenListener listener,
      CallScope scope)
      throws ProcessDiedException, InterruptedException {
    ObjectNode open = Frames.message("open");
    ChatFormat.write(prompt.prefix(), open.putArray("prefix"));
    ChatFormat.write(prompt.rest(), open.putArray("rest"));
    JsonNode opened = process.call(open);
    int promptTokens = opened.path("promptTokens").asInt();
    AtomicInteger begun = new AtomicInteger();
    WritingLimits limits =
        new WritingLimits(
            Math.min(request.maxTokens(), process.contextLength() - promptTokens),
            Math.max(0, request.topLogProbabilities()),
            () -> {
              scope.check();
              scope.budget().spendModelTokens(1);
              begun.incrementAndGet();
            });
    Optional<Writing> writing = Optional.empty();
    try {
      writing = Optional.of(write(process, request, constraint, sampling, limits, listener));
    } finally {
      // Of a text that was cut short only its steps are known.
      scope
          .budget()
          .usedModel(name(), promptTokens, writing.map(Writing::tokens).orElseGet(begun::get));
    }
    return generation(
        request, writing.orElseThrow(), promptTokens, opened.path("cachedTokens").asInt());
  }

  private static Writing write(
      ModelProcess process,
      GenerationRequest request,
      Optional<TokenConstraint> constraint,
      Sampling sampling,
      WritingLimits limits,
      TokenListener listener) {
    NextToken model = new ProcessTokens(process);
    StopTexts stops = new StopTexts(request.stop());
    String start = request.prompt().answerStart();
    return constraint.isPresent()
        ? new ConstrainedSearch(
                model,
                constraint.get(),
                sampling,
                limits,
                stops,
                listener,
                constraint.get().mayLeadAstray())
            .write(start)
        : new FreeWriting(model, sampling, limits, stops, listener).write(start);
  }

  private static Generation generation(
      GenerationRequest request, Writing writing, int promptTokens, int cachedTokens) {
    List<Generation.TokenLogProbability> logProbabilities =
        request.topLogProbabilities() < 0
            ? List.of()
            : writing.path().stream().map(Writing.Choice::logProbability).toList();
    return new Generation(
        writing.text(),
        switch (writing.ending()) {
          case DONE -> Generation.FinishReason.STOP;
          case LENGTH -> Generation.FinishReason.LENGTH;
          case STUCK -> Generation.FinishReason.STUCK;
        },
        promptTokens,
        cachedTokens,
        writing.tokens(),
        logProbabilities,
        writing.refusals());
  }

  private Optional<TokenConstraint> constraint(GenerationRequest request) {
    List<TokenConstraint> all = new ArrayList<>();
    request.constraint().ifPresent(all::add);
    request.jsonSchema().ifPresent(schema -> all.add(schemas.constraint(schema)));
    request.grammar().ifPresent(grammar -> all.add(GrammarConstraint.ofGbnf(grammar)));
    return switch (all.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(all.getFirst());
      default -> Optional.of(new EveryConstraint(all));
    };
  }

  /**
   * Evaluates the prompt's fixed prefix in the background, so that the first request of its kind
   * does not wait for it. Requests that come meanwhile are served between its chunks.
   *
   * @return completes when the state is there, or with the reason why it is not
   */
  public CompletableFuture<Void> prepare(Prompt prompt) {
    Formatted formatted = ChatFormat.format(prompt);
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("rigel-language-model-prepare")
        .start(() -> {
          try {
            while (!closed && !done.isDone() && !prepareChunk(formatted)) {
              LOG.trace("one more chunk of a prompt's prefix is evaluated");
            }
            done.complete(null);
          } catch (RuntimeException e) {
            LOG.debug("a prompt's prefix could not be prepared", e);
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  @Override
  public void expect(Prompt prompt) {
    prepare(prompt);
  }

  private boolean prepareChunk(Formatted prompt) {
    String key = Hashes.sha256(prompt.prefix().toString());
    CallScope scope = CallScope.unlimited();
    return lane.call(
        scope,
        () -> {
          try {
            ObjectNode operation = Frames.message("prepare").put("chunks", 1);
            ChatFormat.write(prompt.prefix(), operation.putArray("prefix"));
            return keeper.process(scope).call(operation).path("whole").asBoolean(false);
          } catch (ProcessDiedException e) {
            retryOrFail(key, e);
            return false;
          } finally {
            lastUse = System.nanoTime();
          }
        });
  }

  @Override
  public int countTokens(String text, CallScope scope) {
    return lane.call(
        scope,
        () -> {
          int count = 0;
          for (int from = 0; from < text.length(); from += COUNTED_AT_ONCE) {
            String part = text.substring(from, Math.min(text.length(), from + COUNTED_AT_ONCE));
            count += count(part, scope);
          }
          lastUse = System.nanoTime();
          return count;
        });
  }

  private int count(String text, CallScope scope) throws InterruptedException {
    String key = Hashes.sha256(text);
    while (true) {
      try {
        return keeper
            .process(scope)
            .call(Frames.message("tokenize").put("text", text))
            .path("count")
            .asInt();
      } catch (ProcessDiedException e) {
        retryOrFail(key, e);
      }
    }
  }

  private void restWhenIdle() {
    Duration limit = settings.idleShutdown();
    try {
      while (!closed) {
        Thread.sleep(Math.max(20, Math.min(1000, limit.toMillis() / 4)));
        if (keeper.processId() >= 0 && idleFor(limit)) {
          lane.call(
              CallScope.unlimited(),
              () -> {
                if (idleFor(limit)) {
                  keeper.rest();
                }
                return true;
              });
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RigelException e) {
      LOG.debug("the language model is too busy to be idle", e);
    }
  }

  private boolean idleFor(Duration limit) {
    return System.nanoTime() - lastUse > limit.toNanos();
  }

  /** The operating system's number of the model's process while it runs, or -1. */
  public long processId() {
    return keeper.processId();
  }

  @Override
  public void close() {
    closed = true;
    keeper.close();
    lane.close();
  }

  /** Lets a listener hear a text once, though it is written twice because of a crash. */
  private static final class HeardOnce implements TokenListener {
    private final TokenListener listener;
    private int heard;
    private int written;

    HeardOnce(TokenListener listener) {
      this.listener = listener;
    }

    void again() {
      written = 0;
    }

    @Override
    public void wrote(String text) {
      wrote(text, List.of());
    }

    @Override
    public void wrote(String text, List<Generation.TokenLogProbability> tokens) {
      int known = Math.min(text.length(), heard - written);
      written += text.length();
      if (known < text.length()) {
        // The same seed writes the same pieces, so one is either known or new.
        listener.wrote(text.substring(Math.max(0, known)), tokens);
        heard = written;
      }
    }
  }
}
