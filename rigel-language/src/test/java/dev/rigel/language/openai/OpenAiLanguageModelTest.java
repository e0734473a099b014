package dev.rigel.language.openai;

import static dev.rigel.language.openai.FakeEndpoint.chunk;
import static dev.rigel.language.openai.FakeEndpoint.last;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.Prompt;
import dev.rigel.language.TokenConstraint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenAiLanguageModelTest {
  private static final Prompt HELLO = Prompt.of(Prompt.Message.user("Say hello."));

  private FakeEndpoint endpoint;
  private OpenAiLanguageModel model;
  private final List<String> heard = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    endpoint = new FakeEndpoint();
    model = model(EndpointSettings.of(endpoint.baseUrl(), "fake"));
  }

  @AfterEach
  void stop() {
    model.close();
    endpoint.close();
  }

  private static OpenAiLanguageModel model(EndpointSettings settings) {
    return new OpenAiLanguageModel(
        settings.withTimeouts(
            Duration.ofSeconds(2), Duration.ofMillis(700), Duration.ofSeconds(8)));
  }

  @Test
  void sendsTheMessagesSettingsAndKey() {
    OpenAiLanguageModel keyed =
        model(EndpointSettings.of(endpoint.baseUrl(), "fake").withApiKey("secret"));
    Prompt prompt =
        Prompt.of(
            Prompt.Message.system("Be brief."),
            new Prompt.Message(
                Prompt.Role.USER,
                List.of(
                    new Prompt.Text("What is this?"),
                    new Prompt.Picture(new byte[] {1, 2, 3}, "image/png"))));

    keyed.generate(
        GenerationRequest.greedy(prompt, 5).withSampling(0.5, 0.9, java.util.OptionalLong.of(42)),
        heard::add,
        CallScope.unlimited());

    var body = endpoint.bodies.getFirst();
    assertThat(body.path("model").asString()).isEqualTo("fake");
    assertThat(body.path("max_tokens").asInt()).isEqualTo(5);
    assertThat(body.path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(body.path("top_p").asDouble()).isEqualTo(0.9);
    assertThat(body.path("seed").asInt()).isEqualTo(42);
    assertThat(body.path("stream").asBoolean()).isTrue();
    assertThat(body.path("messages").get(0).path("content").asString()).isEqualTo("Be brief.");
    assertThat(body.at("/messages/1/content/1/image_url/url").asString())
        .isEqualTo("data:image/png;base64,AQID");
    assertThat(endpoint.keys).containsExactly("Bearer secret");
    keyed.close();
  }

  @Test
  void readsAStreamCutAnywhereEvenInsideACharacter() {
    byte[] stream =
        (": keep-alive\r\n\r\n" + chunk("Grüße 😀") + chunk(" 日本") + last("stop"))
            .getBytes(StandardCharsets.UTF_8);
    byte[][] pieces = new byte[stream.length][];
    for (int i = 0; i < stream.length; i++) {
      pieces[i] = new byte[] {stream[i]};
    }
    endpoint.then((exchange, _) -> {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        for (byte[] piece : pieces) {
          out.write(piece);
          out.flush();
        }
      }
    });

    assertThat(generate().text()).isEqualTo("Grüße 😀 日本");
    assertThat(String.join("", heard)).isEqualTo("Grüße 😀 日本");
  }

  @Test
  void needsNoDoneAndNoLastEmptyLine() {
    endpoint.thenStream(chunk("hi") + last("stop").stripTrailing());

    assertThat(generate().text()).isEqualTo("hi");
  }

  @Test
  void readsAnEndpointThatDoesNotStream() {
    endpoint.thenStatus(
        200,
        "{\"choices\":[{\"message\":{\"content\":\"whole\"},\"finish_reason\":\"length\"}],"
            + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}");

    Generation generation = generate();

    assertThat(generation.text()).isEqualTo("whole");
    assertThat(generation.finishReason()).isEqualTo(Generation.FinishReason.LENGTH);
    assertThat(generation.promptTokens()).isEqualTo(3);
    assertThat(heard).containsExactly("whole");
  }

  @Test
  void triesAgainWhenTheEndpointIsBusyOrFails() {
    endpoint
        .thenStatus(429, "{}", "Retry-After", "0.1")
        .thenStatus(500, "oops")
        .thenStream(chunk("ok") + last("stop"));

    assertThat(generate().text()).isEqualTo("ok");
    assertThat(endpoint.bodies).hasSize(3);
  }

  @Test
  void givesUpWhenTheEndpointStaysBusy() {
    for (int i = 0; i < 4; i++) {
      endpoint.thenStatus(429, "{}", "Retry-After", "0");
    }

    assertFails(ErrorCode.OVERLOADED);
    assertThat(endpoint.bodies).hasSize(4);
  }

  @Test
  void robustness43_waitsByItselfWhenABusyEndpointDoesNotSayHowLong() {
    endpoint.thenStatus(429, "{}").thenStream(chunk("ok") + last("stop"));

    assertThat(generate().text()).isEqualTo("ok");
    for (String strange : List.of("soon", "-5", "NaN", "Wed, 21 Oct 2015 07:28:00 GMT")) {
      endpoint.thenStatus(429, "{}", "Retry-After", strange).thenStream(chunk("ok") + last("stop"));
      assertThat(generate().text()).isEqualTo("ok");
    }
  }

  @Test
  void robustness43_givesUpOnAStreamThatOnlyKeepsItselfAlive() {
    OpenAiLanguageModel bounded =
        new OpenAiLanguageModel(
            EndpointSettings.of(endpoint.baseUrl(), "fake")
                .withTimeouts(
                    Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(1)));
    for (String drop : List.of(": ping\n\n", chunk(""))) {
      endpoint.then((exchange, _) -> {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        while (true) {
          exchange.getResponseBody().write(drop.getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          FakeEndpoint.pause(20);
        }
      });
      assertThatThrownBy(() ->
              bounded.generate(
                  GenerationRequest.greedy(HELLO, 5), heard::add, CallScope.unlimited()))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILED))
          .hasMessageContaining("did not finish within 1 s");
    }
    assertThat(heard).isEmpty();
    bounded.close();
  }

  @Test
  void robustness43_reportsEventsThatAreNoneOfAModel() {
    for (String event :
        List.of("data: <html>\n\n", "data: [1, 2\n\n", "data: \u0000\n\n", "data: {\"a\":\n\n")) {
      endpoint.thenStream(chunk("half of") + event + chunk(" it") + last("stop"));
      assertFails(ErrorCode.MODEL_FAILED);
    }
    // JSON, but nothing in it: it is waited for what follows.
    for (String event : List.of("data: 7\n\n", "data: null\n\n", "data: []\n\n", "data: {}\n\n")) {
      endpoint.thenStream(event + chunk("all") + last("stop"));
      assertThat(generate().text()).isEqualTo("all");
    }
  }

  @Test
  void doesNotWaitAnHourBecauseTheEndpointSaysSo() {
    endpoint.thenStatus(429, "{}", "Retry-After", "3600");

    assertFails(ErrorCode.OVERLOADED);
    assertThat(endpoint.bodies).hasSize(1);
  }

  @Test
  void reportsAnErrorObjectDespiteTheStatusOfSuccess() {
    endpoint.thenStatus(200, "{\"error\":{\"message\":\"secret driver text\"}}");
    assertThat(assertFails(ErrorCode.MODEL_FAILED)).doesNotContain("secret driver text");

    endpoint.thenStream(chunk("a") + "data: {\"error\":{\"message\":\"x\"}}\n\n");
    assertFails(ErrorCode.MODEL_FAILED);
  }

  @Test
  void reportsAStreamThatIsCutInTheMiddle() {
    endpoint.thenStream(chunk("half of") + "data: {\"choi");

    assertFails(ErrorCode.MODEL_FAILED);
    assertThat(heard).containsExactly("half of");
    assertThat(endpoint.bodies).hasSize(1);
  }

  @Test
  void triesAgainWhenAStreamIsCutBeforeItsFirstWord() {
    endpoint.thenStream(": hello\n\n").thenStream(chunk("now") + last("stop"));

    assertThat(generate().text()).isEqualTo("now");
  }

  @Test
  void givesUpOnSilence() {
    endpoint.then((exchange, _) -> {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(chunk("a").getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      FakeEndpoint.pause(3_000);
    });

    assertFails(ErrorCode.MODEL_FAILED);
  }

  @Test
  void endsAStreamThatNeverEnds() {
    endpoint.then((exchange, _) -> {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      for (int i = 0; i < 200_000; i++) {
        exchange
            .getResponseBody()
            .write(chunk("word " + i * 7919L % 1000).getBytes(StandardCharsets.UTF_8));
      }
    });

    Generation generation = generate();

    assertThat(generation.text().length()).isLessThan(20 * 64 + 4096 + 100);
  }

  @Test
  void stopsListeningToEndlessRepetition() {
    endpoint.then((exchange, _) -> {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      for (int i = 0; i < 2_000; i++) {
        exchange
            .getResponseBody()
            .write(chunk("the same again. ").getBytes(StandardCharsets.UTF_8));
      }
    });

    Generation generation =
        model.generate(GenerationRequest.greedy(HELLO, 4_000), heard::add, CallScope.unlimited());

    assertThat(generation.finishReason()).isEqualTo(Generation.FinishReason.LENGTH);
    assertThat(generation.text().length()).isLessThan(5_000);
  }

  @Test
  void reportsAnEmptyAnswerAndAPageOfHtml() {
    for (int i = 0; i < 4; i++) {
      endpoint.thenStream(last("stop"));
    }
    assertFails(ErrorCode.MODEL_FAILED);

    endpoint.then((exchange, _) ->
        FakeEndpoint.send(exchange, 200, "text/html", "<html>Welcome to nginx</html>"));
    assertThat(assertFails(ErrorCode.MODEL_FAILED)).contains("RIGEL_LLM_BASE_URL");
  }

  @Test
  void aRefusalIsTheAnswer() {
    endpoint.thenStream(
        "data: {\"choices\":[{\"delta\":{\"refusal\":\"I cannot.\"},\"finish_reason\":\"stop\"}]}\n\n");

    assertThat(generate().text()).isEqualTo("I cannot.");
  }

  @Test
  void namesTheSettingWhenKeyAddressOrModelIsWrong() {
    endpoint.thenStatus(401, "{}");
    assertThat(assertFails(ErrorCode.NOT_CONFIGURED)).contains("RIGEL_LLM_API_KEY");

    endpoint.thenStatus(404, "{}");
    assertThat(assertFails(ErrorCode.NOT_CONFIGURED)).contains("RIGEL_LLM_MODEL");
  }

  @Test
  void doesNotFollowRedirectsWithTheKey() {
    endpoint.thenStatus(302, "", "Location", endpoint.baseUrl() + "/elsewhere");

    assertFails(ErrorCode.MODEL_FAILED);
    assertThat(endpoint.bodies).hasSize(1);
  }

  @Test
  void reportsAnEndpointThatIsNotThere() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    for (String address : List.of("http://127.0.0.1:" + port + "/v1", "http://no.such.invalid/")) {
      OpenAiLanguageModel gone =
          model(EndpointSettings.of(URI.create(address), "fake").withRetries(1));
      assertThatThrownBy(() ->
              gone.generate(GenerationRequest.greedy(HELLO, 5), heard::add, CallScope.unlimited()))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILED))
          .hasMessageContaining("cannot be reached");
      gone.close();
    }
  }

  @Test
  void putsTheSchemaIntoThePromptWhenTheEndpointRefusesIt() {
    endpoint.thenStatus(400, "{}").thenStream(chunk("{}") + last("stop"));
    var schema = FakeEndpoint.JSON.readTree("{\"type\":\"object\"}");

    Generation generation =
        model.generate(
            GenerationRequest.greedy(HELLO, 20).withJsonSchema(schema),
            heard::add,
            CallScope.unlimited());

    assertThat(generation.text()).isEqualTo("{}");
    assertThat(endpoint.bodies.get(0).at("/response_format/json_schema/schema/type").asString())
        .isEqualTo("object");
    assertThat(endpoint.bodies.get(1).has("response_format")).isFalse();
    assertThat(endpoint.bodies.get(1).path("messages").toString()).contains("JSON schema");
  }

  @Test
  void renamesTheTokenLimitForEndpointsThatWantIt() {
    endpoint
        .thenStatus(400, "{\"error\":{\"message\":\"use max_completion_tokens\"}}")
        .thenStream(chunk("ok") + last("stop"));

    assertThat(generate().text()).isEqualTo("ok");
    assertThat(endpoint.bodies.get(1).path("max_completion_tokens").asInt()).isEqualTo(20);
  }

  @Test
  void reportsAPromptThatDoesNotFit() {
    endpoint.thenStatus(400, "{\"error\":{\"code\":\"context_length_exceeded\"}}");

    assertFails(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void theAnswerBeginsWithTheGivenStartWhetherItIsRepeatedOrNot() {
    Prompt started = new Prompt(HELLO.messages(), 0, "Dear ");
    endpoint
        .thenStream(chunk("reader") + last("stop"))
        .thenStream(chunk("De") + chunk("ar reader") + last("stop"));

    for (int i = 0; i < 2; i++) {
      heard.clear();
      Generation generation =
          model.generate(GenerationRequest.greedy(started, 20), heard::add, CallScope.unlimited());
      assertThat(generation.text()).isEqualTo("Dear reader");
      assertThat(String.join("", heard)).isEqualTo("Dear reader");
    }
  }

  @Test
  void robustness49_anAnswerThatWasCutForAnyReasonIsNotWhole() {
    var schema = FakeEndpoint.JSON.readTree("{\"type\":\"object\"}");
    for (String reason : List.of("length", "max_tokens", "content_filter", "error")) {
      endpoint.thenStream(chunk("{\"animals\": [\"a spar") + last(reason));

      Generation generation =
          model.generate(
              GenerationRequest.greedy(HELLO, 20).withJsonSchema(schema),
              heard::add,
              CallScope.unlimited());

      assertThat(generation.finishReason()).isEqualTo(Generation.FinishReason.LENGTH);
    }
  }

  @Test
  void passesOnWhereToStopAndWhatToReport() {
    GenerationRequest asked =
        new GenerationRequest(
            HELLO,
            12,
            0.7,
            1,
            java.util.OptionalInt.of(40),
            java.util.OptionalLong.of(7),
            List.of("END", "\n\n"),
            3,
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            java.util.Optional.empty());

    model.generate(asked, heard::add, CallScope.unlimited());

    var body = endpoint.bodies.getFirst();
    assertThat(body.path("stop").toString()).isEqualTo("[\"END\",\"\\n\\n\"]");
    assertThat(body.path("seed").asInt()).isEqualTo(7);
    assertThat(body.path("top_k").asInt()).isEqualTo(40);
    assertThat(body.path("logprobs").asBoolean()).isTrue();
    assertThat(body.path("top_logprobs").asInt()).isEqualTo(3);
  }

  @Test
  void tellsWhatItsTokensCost() {
    endpoint.thenStatus(
        200,
        "{\"choices\":[{\"message\":{\"content\":\"whole\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":2000,\"completion_tokens\":500}}");
    OpenAiLanguageModel priced =
        model(EndpointSettings.of(endpoint.baseUrl(), "fake").withPrice(new TokenPrice(0.5, 2)));
    CallScope scope = CallScope.unlimited();

    priced.generate(GenerationRequest.greedy(HELLO, 20), heard::add, scope);

    assertThat(scope.budget().modelUse().priced().credits()).isEqualTo(2.0);
    assertThat(scope.budget().models().entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.model()).isEqualTo("fake"));
    priced.close();
  }

  @Test
  void doesNotShowPicturesToAModelThatDoesNotSee() {
    OpenAiLanguageModel blind =
        model(EndpointSettings.of(endpoint.baseUrl(), "fake").withImages(false));
    Prompt picture =
        Prompt.of(
            new Prompt.Message(
                Prompt.Role.USER, List.of(new Prompt.Picture(new byte[] {1}, "image/png"))));

    assertThatThrownBy(() ->
            blind.generate(GenerationRequest.greedy(picture, 5), heard::add, CallScope.unlimited()))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_CONFIGURED))
        .hasMessageContaining("RIGEL_LLM_IMAGES");
    assertThat(endpoint.bodies).isEmpty();
    blind.close();
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThatThrownBy(() ->
            model.generate(
                GenerationRequest.greedy(HELLO, 5)
                    .withConstraint(
                        new TokenConstraint() {
                          @Override
                          public Verdict check(String text) {
                            return new Verdict.Viable();
                          }

                          @Override
                          public boolean mayEnd(String text) {
                            return true;
                          }
                        }),
                heard::add,
                CallScope.unlimited()))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_CONFIGURED));
  }

  @Test
  void refusesAnIncompleteAddressAndHidesTheKey() {
    EndpointSettings settings =
        EndpointSettings.of(URI.create("http://localhost:11434/v1"), "qwen").withApiKey("secret");
    assertThat(settings.toString()).doesNotContain("secret");
    for (String address : List.of("localhost", "ftp://x/", "http:///v1")) {
      assertThatThrownBy(() -> EndpointSettings.of(URI.create(address), "m"))
          .isInstanceOf(RigelException.class);
    }
    assertThatThrownBy(() -> EndpointSettings.of(URI.create("http://x/v1"), " "))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("name of a model");
  }

  private Generation generate() {
    return model.generate(GenerationRequest.greedy(HELLO, 20), heard::add, CallScope.unlimited());
  }

  private String assertFails(ErrorCode code) {
    List<String> messages = new ArrayList<>();
    assertThatThrownBy(this::generate)
        .isInstanceOfSatisfying(
            RigelException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              messages.add(e.getMessage());
            });
    return messages.getFirst();
  }
}
