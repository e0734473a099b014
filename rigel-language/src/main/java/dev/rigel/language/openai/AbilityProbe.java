package dev.rigel.language.openai;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.Guidance;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds out what a model can do: one short question for each ability, which only a model that has
 * it answers as expected. An endpoint that takes a setting and ignores it does not have it.
 */
final class AbilityProbe {
  private static final Logger LOG = LoggerFactory.getLogger(AbilityProbe.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration ONE_QUESTION = Duration.ofSeconds(20);
  private static final Duration ALL_QUESTIONS = Duration.ofSeconds(60);
  private static final int LOOK_EVERY_MILLIS = 50;
  private static final int LONGEST_ANSWER = 256 * 1024;

  /** A shorter context holds no prompt. */
  private static final int LEAST_CONTEXT = 256;

  /** Enough for models that think before they answer. */
  private static final int MOST_TOKENS = 256;

  /** A word that nobody says who is asked to say hello. */
  private static final String WORD = "zq41";

  private final EndpointSettings settings;
  private final HttpClient client;
  private final URI completions;
  private final URI models;

  /**
   * @param base what stands before {@code /chat/completions} and {@code /models}
   */
  AbilityProbe(EndpointSettings settings, HttpClient client, String base) {
    this.settings = settings;
    this.client = client;
    this.completions = URI.create(base + "/chat/completions");
    this.models = URI.create(base + "/models");
  }

  /**
   * @return empty when the endpoint did not answer even the plainest question, so that nothing is
   *     known of it
   */
  Optional<Abilities> find(CallScope scope) {
    long end = System.nanoTime() + ALL_QUESTIONS.toNanos();
    // Asked first: another Rigel says all of itself, also while its model is still being loaded.
    Optional<Abilities> told = listed(end, scope).filter(AbilityProbe::isGuided).map(this::told);
    if (told.isPresent()) {
      return told;
    }
    if (ask(question("Say hello."), end, scope).isEmpty()) {
      return Optional.empty();
    }
    Set<Ability> found = EnumSet.noneOf(Ability.class);
    for (Ability ability : Ability.values()) {
      Optional<ObjectNode> question = question(ability);
      if (question.isPresent()
          && ask(question.get(), end, scope).filter(answer -> shows(ability, answer)).isPresent()) {
        found.add(ability);
      }
    }
    LOG.info("{} can do: {}", settings.model(), found);
    return Optional.of(new Abilities(found, OptionalInt.empty()));
  }

  /** What the endpoint's list says of the model. */
  private Optional<JsonNode> listed(long end, CallScope scope) {
    return answer(HttpRequest.newBuilder(models).GET(), end, scope)
        .flatMap(list ->
            list.path("data")
                .valueStream()
                .filter(entry -> entry.path("id").asString("").equals(settings.model()))
                .findFirst());
  }

  private static boolean isGuided(JsonNode entry) {
    return words(entry.path("extensions")).containsAll(Guidance.FIELDS);
  }

  private Abilities told(JsonNode entry) {
    List<String> names = words(entry.path("abilities"));
    Set<Ability> found = EnumSet.of(Ability.GUIDANCE);
    for (Ability ability : Ability.values()) {
      if (names.contains(ability.name().toLowerCase(Locale.ROOT))) {
        found.add(ability);
      }
    }
    int context = entry.path("context_length").asInt(0);
    LOG.info("{} is another Rigel's and can do: {}", settings.model(), found);
    return new Abilities(
        found, context >= LEAST_CONTEXT ? OptionalInt.of(context) : OptionalInt.empty());
  }

  private static List<String> words(JsonNode list) {
    return list.valueStream().map(name -> name.asString("")).toList();
  }

  /** Empty for what is not found out by a question. */
  private Optional<ObjectNode> question(Ability ability) {
    return switch (ability) {
      case VISION -> Optional.of(picture());
      case JSON_SCHEMA -> {
        ObjectNode body = question("Say hello.");
        ObjectNode format = body.putObject("response_format").put("type", "json_schema");
        ObjectNode named = format.putObject("json_schema").put("name", "answer");
        ObjectNode schema = named.put("strict", true).putObject("schema").put("type", "object");
        schema
            .putObject("properties")
            .putObject("word")
            .put("type", "string")
            .putArray("enum")
            .add(WORD);
        schema.putArray("required").add("word");
        schema.put("additionalProperties", false);
        yield Optional.of(body);
      }
      case GRAMMAR ->
          Optional.of(question("Say hello.").put("grammar", "root ::= \"" + WORD + "\""));
      case LOG_PROBABILITIES ->
          Optional.of(question("Say hello.").put("logprobs", true).put("top_logprobs", 1));
      case TOOL_CALLS -> {
        ObjectNode body = question("What is the weather in Oslo? Use the function.");
        ObjectNode function =
            body.putArray("tools").addObject().put("type", "function").putObject("function");
        function.put("name", "weather").put("description", "The weather of a city.");
        ObjectNode parameters = function.putObject("parameters").put("type", "object");
        parameters.putObject("properties").putObject("city").put("type", "string");
        parameters.putArray("required").add("city");
        yield Optional.of(body);
      }
      case GUIDANCE -> Optional.empty();
    };
  }

  private ObjectNode question(String words) {
    ObjectNode body = JSON.createObjectNode().put("model", settings.model());
    body.putArray("messages").addObject().put("role", "user").put("content", words);
    return body.put("max_tokens", MOST_TOKENS).put("temperature", 0).put("stream", false);
  }

  private ObjectNode picture() {
    ObjectNode body = JSON.createObjectNode().put("model", settings.model());
    var parts = body.putArray("messages").addObject().put("role", "user").putArray("content");
    parts.addObject().put("type", "image_url").putObject("image_url").put("url", Stripes.URL);
    parts
        .addObject()
        .put("type", "text")
        .put(
            "text",
            "The picture shows stripes of plain colours. Name their colours from left to right,"
                + " and nothing else.");
    return body.put("max_tokens", MOST_TOKENS).put("temperature", 0).put("stream", false);
  }

  private static boolean shows(Ability ability, JsonNode answer) {
    JsonNode choice = answer.path("choices").path(0);
    String text = choice.path("message").path("content").asString("").strip();
    return switch (ability) {
      case VISION -> namesInOrder(text.toLowerCase(Locale.ROOT), Stripes.COLORS);
      case JSON_SCHEMA -> isTheWord(text);
      case GRAMMAR -> text.equals(WORD);
      case LOG_PROBABILITIES ->
          choice.path("logprobs").path("content").path(0).path("logprob").isNumber();
      case TOOL_CALLS ->
          choice
              .path("message")
              .path("tool_calls")
              .path(0)
              .path("function")
              .path("name")
              .asString("")
              .equals("weather");
      case GUIDANCE -> false;
    };
  }

  private static boolean namesInOrder(String text, List<String> names) {
    int from = 0;
    for (String name : names) {
      int at = text.indexOf(name, from);
      if (at < 0) {
        return false;
      }
      from = at + name.length();
    }
    return true;
  }

  private static boolean isTheWord(String text) {
    try {
      return JSON.readTree(text).path("word").asString("").equals(WORD);
    } catch (JacksonException e) {
      return false;
    }
  }

  /** The answer; empty when there is none, whatever the reason. */
  private Optional<JsonNode> ask(ObjectNode body, long end, CallScope scope) {
    return answer(
            HttpRequest.newBuilder(completions)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))),
            end,
            scope)
        .filter(node -> node.path("choices").isArray());
  }

  private Optional<JsonNode> answer(HttpRequest.Builder request, long end, CallScope scope) {
    request.header("Accept", "application/json");
    settings.apiKey().ifPresent(key -> request.header("Authorization", "Bearer " + key));
    CompletableFuture<HttpResponse<byte[]>> coming =
        client.sendAsync(
            request.build(),
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    long until = Math.min(end, System.nanoTime() + ONE_QUESTION.toNanos());
    try {
      while (System.nanoTime() - until < 0) {
        scope.check();
        try {
          HttpResponse<byte[]> answer = coming.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
          if (answer.statusCode() != 200) {
            return Optional.empty();
          }
          return Optional.of(JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8)));
        } catch (TimeoutException e) {
          // Looked at again until the time is over.
        }
      }
      return Optional.empty();
    } catch (ExecutionException | JacksonException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The run was stopped.");
    } finally {
      coming.cancel(true);
    }
  }
}
