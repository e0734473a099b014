package dev.rigel.language.openai;

import dev.rigel.base.CallScope;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.ModelUse;
import dev.rigel.base.RigelException;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.language.TokenConstraint;
import dev.rigel.language.TokenListener;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model behind any OpenAI-compatible endpoint: vLLM, llama-server, Ollama, another Rigel or a
 * hosted one. Nothing it sends is taken on trust: not its status, not that its stream ends, not
 * that it is JSON.
 */
public final class OpenAiLanguageModel implements LanguageModel {
  private static final Logger LOG = LoggerFactory.getLogger(OpenAiLanguageModel.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int LOOK_EVERY_MILLIS = 50;

  private final EndpointSettings settings;
  private final String base;
  private final URI completions;
  private final HttpClient client;
  private final Optional<AbilityTable> table;

  /** A model that can do what the settings say. */
  public OpenAiLanguageModel(EndpointSettings settings) {
    this(settings, Optional.empty());
  }

  /** A model that is asked what it can do, as far as the settings leave that open. */
  public OpenAiLanguageModel(EndpointSettings settings, AbilityTable table) {
    this(settings, Optional.of(table));
  }

  private OpenAiLanguageModel(EndpointSettings settings, Optional<AbilityTable> table) {
    this.settings = settings;
    this.table = table;
    this.base = settings.baseUrl().toString().replaceAll("/+$", "");
    this.completions = URI.create(base + "/chat/completions");
    // Redirects are not followed: the key would travel with them.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public String name() {
    return settings.model();
  }

  @Override
  public Capabilities capabilities() {
    return capabilities(table.flatMap(t -> t.known(settings)));
  }

  @Override
  public Capabilities probed(CallScope scope) {
    if (table.isEmpty() || settings.probed().isEmpty()) {
      return capabilities();
    }
    AbilityProbe probe = new AbilityProbe(settings, client, base);
    return capabilities(Optional.of(table.get().find(settings, () -> probe.find(scope), scope)));
  }

  private Capabilities capabilities(Optional<Abilities> found) {
    return new Capabilities(
        can(Ability.VISION, settings.images(), found),
        can(Ability.GUIDANCE, false, found),
        can(Ability.JSON_SCHEMA, settings.jsonSchema(), found),
        can(Ability.GRAMMAR, settings.grammars(), found),
        can(Ability.LOG_PROBABILITIES, true, found),
        Math.min(
            settings.contextLength(),
            found
                .map(Abilities::contextLength)
                .orElse(OptionalInt.empty())
                .orElse(Integer.MAX_VALUE)));
  }

  private boolean can(Ability ability, boolean told, Optional<Abilities> found) {
    return settings.probed().contains(ability)
        ? found.map(abilities -> abilities.contains(ability)).orElse(told)
        : told;
  }

  @Override
  public Generation generate(GenerationRequest request, TokenListener listener, CallScope scope) {
    Capabilities can =
        request.prompt().hasPictures() || request.grammar().isPresent()
            ? probed(scope)
            : capabilities();
    checkAsked(request, can);
    Deadline deadline = scope.deadline().within(settings.totalTimeout());
    CallScope bounded = new CallScope(deadline, scope.cancellation(), scope.budget());
    ChatBody.Dialect dialect =
        new ChatBody.Dialect(!can.jsonSchema(), false, false, can.tokenConstraints());
    int retries = 0;
    while (true) {
      scope.check();
      if (deadline.expired()) {
        throw ReplyReader.late(settings);
      }
      try {
        Generation generation = attempt(request, dialect, listener, bounded, scope);
        scope.budget().spendModelTokens(generation.completionTokens());
        return generation;
      } catch (EndpointFailure e) {
        Optional<ChatBody.Dialect> simpler =
            e.remedy() == EndpointFailure.Remedy.SIMPLER
                ? simpler(request, dialect, e)
                : Optional.empty();
        if (simpler.isPresent()) {
          dialect = simpler.get();
        } else if (e.remedy() == EndpointFailure.Remedy.RETRY && retries < settings.retries()) {
          pause(e, retries++, bounded);
        } else {
          throw e.failure();
        }
      }
    }
  }

  private static void checkAsked(GenerationRequest request, Capabilities can) {
    if (request.maxTokens() < 1) {
      throw RigelException.invalid("max_tokens must be at least 1.", "max_tokens");
    }
    boolean holds =
        can.tokenConstraints()
            && request.constraint().flatMap(TokenConstraint::portable).isPresent();
    if (request.constraint().isPresent() && !holds) {
      throw new RigelException(
          ErrorCode.NOT_CONFIGURED,
          "A model behind an endpoint cannot be held to a rule token by token.");
    }
    if (request.grammar().isPresent() && !can.grammars()) {
      throw new RigelException(
          ErrorCode.NOT_CONFIGURED, "The configured model endpoint takes no grammars.", "grammar");
    }
    if (request.prompt().hasPictures() && !can.images()) {
      throw new RigelException(
          ErrorCode.NOT_CONFIGURED,
          "The configured model does not see pictures. Set RIGEL_LLM_MODEL to one that does, or"
              + " RIGEL_LLM_IMAGES to true if it does.",
          "messages");
    }
  }

  /** What to leave out next when an endpoint refuses a request; one thing at a time. */
  private static Optional<ChatBody.Dialect> simpler(
      GenerationRequest request, ChatBody.Dialect dialect, EndpointFailure failure) {
    if (failure.about() == EndpointFailure.Subject.TOKEN_LIMIT && !dialect.completionTokens()) {
      return Optional.of(dialect.withCompletionTokens());
    }
    if (failure.about() == EndpointFailure.Subject.GUIDANCE && dialect.guided()) {
      LOG.info("the endpoint cannot guide this; what is written is checked when it is whole");
      return Optional.of(dialect.unguided());
    }
    if (request.jsonSchema().isPresent() && !dialect.schemaInPrompt()) {
      LOG.info("the endpoint takes no JSON schema; it goes into the prompt");
      return Optional.of(dialect.withSchemaInPrompt());
    }
    // A grammar left out would be an answer in another form than asked for.
    if (!dialect.plain() && request.grammar().isEmpty() && request.stop().isEmpty()) {
      LOG.info("the endpoint refuses the request; it is tried without sampling settings");
      return Optional.of(dialect.asPlain());
    }
    return Optional.empty();
  }

  private void pause(EndpointFailure failure, int attempt, CallScope scope) {
    Duration pause =
        failure
            .pause()
            .orElseGet(() -> FIRST_PAUSE.multipliedBy(1L << attempt).plusMillis(jitter(attempt)));
    if (pause.compareTo(LONGEST_PAUSE) > 0 || pause.compareTo(scope.deadline().remaining()) > 0) {
      throw failure.failure();
    }
    long until = System.nanoTime() + pause.toNanos();
    try {
      for (long left = pause.toNanos(); left > 0; left = until - System.nanoTime()) {
        scope.check();
        TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK_EVERY_MILLIS * 1_000_000L));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The generation was cancelled.");
    }
  }

  private static long jitter(int attempt) {
    return java.util.concurrent.ThreadLocalRandom.current().nextLong(100L << attempt);
  }

  private Generation attempt(
      GenerationRequest request,
      ChatBody.Dialect dialect,
      TokenListener listener,
      CallScope bounded,
      CallScope scope)
      throws EndpointFailure {
    byte[] body = JSON.writeValueAsBytes(ChatBody.of(settings, request, dialect));
    HttpRequest.Builder post =
        HttpRequest.newBuilder(completions)
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream, application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    settings.apiKey().ifPresent(key -> post.header("Authorization", "Bearer " + key));
    HttpResponse<InputStream> response = send(post.build(), bounded, scope);
    try (ResponseBytes bytes = new ResponseBytes(response.body())) {
      ReplyReader reply = new ReplyReader(bytes, settings, bounded, scope);
      if (response.statusCode() != 200) {
        throw EndpointStatus.failure(response.statusCode(), response.headers(), reply.error());
      }
      Answer answer = new Answer(request.prompt().answerStart(), dialect.guided(), listener);
      boolean streams =
          response.headers().firstValue("Content-Type").orElse("").contains("event-stream");
      try {
        if (streams) {
          reply.stream(answer, request.maxTokens());
        } else {
          reply.completion(answer);
        }
      } finally {
        // Also of an answer that was cut short.
        if (!answer.isEmpty()) {
          scope.budget().usedModel(name(), use(answer, request.prompt()));
        }
      }
      if (answer.isEmpty() && !answer.isStuck() && request.stop().isEmpty()) {
        throw new EndpointFailure(
            new RigelException(ErrorCode.MODEL_FAILED, "The model answered with nothing."),
            EndpointFailure.Remedy.RETRY);
      }
      return answer.generation(estimate(request.prompt()));
    }
  }

  private ModelUse use(Answer answer, Prompt prompt) {
    long read = answer.promptTokens(estimate(prompt));
    long written = answer.tokens();
    return new ModelUse(
        1,
        read,
        written,
        settings
            .price()
            .map(price -> new ModelUse.Priced(read, written, price.credits(read, written)))
            .orElse(ModelUse.Priced.NONE));
  }

  private HttpResponse<InputStream> send(HttpRequest request, CallScope bounded, CallScope scope)
      throws EndpointFailure {
    CompletableFuture<HttpResponse<InputStream>> sent =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    long until = System.nanoTime() + settings.silenceTimeout().toNanos();
    boolean arrived = false;
    try {
      while (true) {
        scope.check();
        try {
          HttpResponse<InputStream> response = sent.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
          arrived = true;
          return response;
        } catch (TimeoutException e) {
          if (System.nanoTime() > until || bounded.deadline().expired()) {
            throw new EndpointFailure(
                new RigelException(
                    ErrorCode.MODEL_FAILED, "The model endpoint did not answer in time."),
                EndpointFailure.Remedy.NONE);
          }
        }
      }
    } catch (ExecutionException e) {
      LOG.debug("the model endpoint cannot be reached: {}", String.valueOf(e.getCause()));
      throw new EndpointFailure(
          new RigelException(
              ErrorCode.MODEL_FAILED,
              "The model endpoint at "
                  + completions.getHost()
                  + " cannot be reached. Check RIGEL_LLM_BASE_URL and that it runs."),
          EndpointFailure.Remedy.RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The generation was cancelled.");
    } finally {
      if (!arrived) {
        sent.cancel(true);
      }
    }
  }

  private int estimate(Prompt prompt) {
    int tokens = 3;
    for (Prompt.Message message : prompt.messages()) {
      tokens += 4 + estimate(message.text());
    }
    return tokens;
  }

  @Override
  public int countTokens(String text, CallScope scope) {
    return estimate(text);
  }

  /** About four characters of Latin script make a token, and nearly every other character one. */
  private static int estimate(String text) {
    long ascii = text.chars().filter(c -> c < 0x80).count();
    return (int) Math.min(Integer.MAX_VALUE, (ascii + 3) / 4 + (text.length() - ascii));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
