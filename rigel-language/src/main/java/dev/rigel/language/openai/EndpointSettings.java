package dev.rigel.language.openai;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where a model behind an OpenAI-compatible endpoint is, and what it can do.
 *
 * @param baseUrl what stands before {@code /chat/completions}, for example {@code
 *     http://localhost:11434/v1}
 * @param model the model's name at the endpoint
 * @param images whether it sees pictures
 * @param jsonSchema whether {@code response_format} of type {@code json_schema} is tried; when the
 *     endpoint refuses it, the schema goes into the prompt
 * @param grammars whether the endpoint takes GBNF grammars, as another Rigel and llama-server do
 * @param probed of which abilities the model itself is asked, the values above being what is
 *     assumed until it has answered
 * @param price empty when the general prices apply
 * @param contextLength tokens of prompt and answer together
 * @param retries further attempts after a busy, failing or unreachable endpoint
 * @param connectTimeout for making a connection
 * @param silenceTimeout for the wait between two pieces of an answer, the first included
 * @param totalTimeout for one whole generation
 */
public record EndpointSettings(
    URI baseUrl,
    Optional<String> apiKey,
    String model,
    boolean images,
    boolean jsonSchema,
    boolean grammars,
    Set<Ability> probed,
    Optional<TokenPrice> price,
    int contextLength,
    int retries,
    Duration connectTimeout,
    Duration silenceTimeout,
    Duration totalTimeout) {
  public EndpointSettings {
    probed = Set.copyOf(probed);
    requireNonNull(price, "price");
    requireNonNull(apiKey, "apiKey");
    requireNonNull(model, "model");
    requireNonNull(connectTimeout, "connectTimeout");
    requireNonNull(silenceTimeout, "silenceTimeout");
    requireNonNull(totalTimeout, "totalTimeout");
    String scheme = baseUrl.getScheme();
    if (scheme == null
        || baseUrl.getHost() == null
        || !scheme.toLowerCase(java.util.Locale.ROOT).matches("https?")) {
      throw new RigelException(
          ErrorCode.NOT_CONFIGURED,
          "The model endpoint must be a complete http or https address, for example"
              + " http://localhost:11434/v1.",
          "RIGEL_LLM_BASE_URL");
    }
    if (model.isBlank()) {
      throw new RigelException(
          ErrorCode.NOT_CONFIGURED,
          "The model endpoint needs the name of a model.",
          "RIGEL_LLM_MODEL");
    }
    if (retries < 0 || contextLength < 256) {
      throw new IllegalArgumentException("retries or contextLength");
    }
  }

  public static EndpointSettings of(URI baseUrl, String model) {
    return new EndpointSettings(
        baseUrl,
        Optional.empty(),
        model,
        true,
        true,
        false,
        Set.of(),
        Optional.empty(),
        32_768,
        3,
        Duration.ofSeconds(5),
        Duration.ofSeconds(120),
        Duration.ofMinutes(10));
  }

  public EndpointSettings withApiKey(String key) {
    return with(settings -> settings.apiKey = Optional.of(key));
  }

  public EndpointSettings withImages(boolean seen) {
    return with(settings -> settings.images = seen);
  }

  public EndpointSettings withJsonSchema(boolean taken) {
    return with(settings -> settings.jsonSchema = taken);
  }

  public EndpointSettings withGrammars(boolean taken) {
    return with(settings -> settings.grammars = taken);
  }

  public EndpointSettings withProbed(Set<Ability> abilities) {
    return with(settings -> settings.probed = abilities);
  }

  public EndpointSettings withPrice(TokenPrice tokens) {
    return with(settings -> settings.price = Optional.of(tokens));
  }

  public EndpointSettings withContextLength(int tokens) {
    return with(settings -> settings.contextLength = tokens);
  }

  public EndpointSettings withRetries(int count) {
    return with(settings -> settings.retries = count);
  }

  public EndpointSettings withTimeouts(Duration connect, Duration silence, Duration total) {
    return with(settings -> {
      settings.connectTimeout = connect;
      settings.silenceTimeout = silence;
      settings.totalTimeout = total;
    });
  }

  private EndpointSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** Settings while one of them is being changed. */
  private static final class Draft {
    private final URI baseUrl;
    private Optional<String> apiKey;
    private final String model;
    private boolean images;
    private boolean jsonSchema;
    private boolean grammars;
    private Set<Ability> probed;
    private Optional<TokenPrice> price;
    private int contextLength;
    private int retries;
    private Duration connectTimeout;
    private Duration silenceTimeout;
    private Duration totalTimeout;

    Draft(EndpointSettings from) {
      baseUrl = from.baseUrl;
      apiKey = from.apiKey;
      model = from.model;
      images = from.images;
      jsonSchema = from.jsonSchema;
      grammars = from.grammars;
      probed = from.probed;
      price = from.price;
      contextLength = from.contextLength;
      retries = from.retries;
      connectTimeout = from.connectTimeout;
      silenceTimeout = from.silenceTimeout;
      totalTimeout = from.totalTimeout;
    }

    EndpointSettings settings() {
      return new EndpointSettings(
          baseUrl,
          apiKey,
          model,
          images,
          jsonSchema,
          grammars,
          probed,
          price,
          contextLength,
          retries,
          connectTimeout,
          silenceTimeout,
          totalTimeout);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "EndpointSettings[" + baseUrl + ", " + model + "]";
  }
}
