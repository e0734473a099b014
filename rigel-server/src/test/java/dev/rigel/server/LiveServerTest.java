package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.weights.PullListener;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole of Rigel, embedded language model included, as a client meets it: OpenAI's own client
 * talks with it, its media are fetched, it is stopped and started again on the same folder.
 */
@Tag("slow")
class LiveServerTest {
  private static final String KEY = "live-key";
  private static final String MODEL = "vlmrun-orion-1:auto";

  @TempDir private Path data;

  private final HttpClient http = new CheckedClient();

  /** A server with its client; everything heavy goes with it. */
  private final class Live implements AutoCloseable {
    private final Rigel rigel;
    private final RunningRigel running;
    private final OpenAIClient client;

    Live() {
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.keySet().removeIf(name -> name.startsWith("RIGEL_LLM_"));
      RigelSettings settings =
          SettingsReader.read(
              Optional.empty(),
              environment,
              Map.of(
                  Setting.DATA,
                  data.toString(),
                  Setting.PORT,
                  "0",
                  Setting.API_KEYS,
                  KEY,
                  Setting.GRACE,
                  "1s"));
      rigel = new Rigel(settings, environment, PullListener.silent());
      running =
          RunningRigel.start(settings, (_, store, urls) -> rigel.services(store, urls), List::of);
      client =
          OpenAIOkHttpClient.builder()
              .baseUrl(running.address() + "/v1/openai")
              .apiKey(KEY)
              .timeout(Duration.ofMinutes(5))
              .maxRetries(0)
              .build();
    }

    ChatCompletion ask(ChatCompletionCreateParams.Builder params) {
      ChatCompletion completion = client.chat().completions().create(params.model(MODEL).build());
      completion.validate();
      return completion;
    }

    HttpResponse<byte[]> get(String path, boolean withKey)
        throws IOException, InterruptedException {
      HttpRequest.Builder request = HttpRequest.newBuilder(running.address().resolve(path));
      if (withKey) {
        request.header("Authorization", "Bearer " + KEY);
      }
      return http.send(request.GET().build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
      client.close();
      running.close();
      rigel.close();
    }
  }

  private static ChatCompletionCreateParams.Builder params() {
    return ChatCompletionCreateParams.builder();
  }

  private static ChatCompletionCreateParams.Builder about(Path picture, String text)
      throws IOException {
    String url =
        "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(picture));
    return params()
        .addUserMessageOfArrayOfContentParts(
            List.of(
                ChatCompletionContentPart.ofImageUrl(
                    ChatCompletionContentPartImage.builder()
                        .imageUrl(
                            ChatCompletionContentPartImage.ImageUrl.builder().url(url).build())
                        .build()),
                ChatCompletionContentPart.ofText(
                    ChatCompletionContentPartText.builder().text(text).build())));
  }

  private static ChatCompletionCreateParams.Builder in(String session, String text) {
    return params()
        .addUserMessage(text)
        .putAdditionalBodyProperty("session_id", JsonValue.from(session));
  }

  private static String text(ChatCompletion completion) {
    return completion.choices().getFirst().message().content().orElseThrow();
  }

  private static String session(ChatCompletion completion) {
    return completion._additionalProperties().get("session_id").asStringOrThrow();
  }

  private static String reference(ChatCompletion completion) {
    return text(completion).substring(text(completion).indexOf("img_")).strip();
  }

  private static BufferedImage picture(HttpResponse<byte[]> response) throws IOException {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("image/png");
    return ImageIO.read(new ByteArrayInputStream(response.body()));
  }

  @Test
  void servesTalkPicturesSessionsAndMediaAndKeepsThem() throws Exception {
    String session;
    String blurred;
    String signedPath;
    try (Live live = new Live()) {
      ChatCompletion hello = live.ask(params().addUserMessage("Who are you?").maxTokens(48));
      assertThat(text(hello)).contains("Rigel");
      assertThat(hello.usage().orElseThrow().completionTokens()).isBetween(3L, 48L);

      streams(live);
      callsAFunction(live);

      ChatCompletion first =
          live.ask(
              about(Path.of("../examples/astronaut.jpg"), "How many faces are in the picture?"));
      assertThat(text(first)).isEqualTo("Faces: 1");
      session = session(first);

      ChatCompletion second = live.ask(in(session, "Blur all faces"));
      assertThat(text(second)).startsWith("Blurred 1 faces.");
      assertThat(session(second)).isEqualTo(session);
      blurred = reference(second);
      BufferedImage picture =
          picture(live.get("/v1/artifacts?object_id=" + blurred + "&session_id=" + session, true));
      assertThat(picture.getWidth()).isEqualTo(512);
      assertThat(
              live.get("/v1/artifacts?object_id=" + blurred + "&session_id=" + session, false)
                  .statusCode())
          .isEqualTo(401);

      ChatCompletion planned = live.ask(in(session, "Make the image gray and mirror it"));
      // Written by the model: step by step, at once, or once more where a part was left out.
      assertThat(planned._additionalProperties().get("rigel").toString())
          .containsAnyOf("\u201d by model", "planner=model", "planner=repair")
          .contains("tool=grayscale", "tool=flip");
      assertThat(text(planned)).contains("img_");

      signedPath = signedPath(live, session);
      assertThat(picture(live.get(signedPath, false)).getWidth()).isEqualTo(512);
    }
    try (Live again = new Live()) {
      assertThat(text(again.ask(in(session, "How many people are there?")))).isEqualTo("People: 1");
      assertThat(text(again.ask(in(session, "Rotate " + blurred + " by 180 degrees"))))
          .contains("img_");
      picture(again.get("/v1/artifacts?object_id=" + blurred + "&session_id=" + session, true));
      picture(again.get(signedPath, false));
      JsonNode list =
          JsonMapper.shared()
              .readTree(again.get("/v1/artifacts/list?session_id=" + session, true).body());
      assertThat(list.path("items").valueStream().map(i -> i.path("object_id").asString()))
          .contains(blurred)
          .hasSizeGreaterThanOrEqualTo(4);
      assertThat(
              again
                  .get("/v1/artifacts?object_id=img_0a0b0c&session_id=" + session, true)
                  .statusCode())
          .isEqualTo(404);
    }
  }

  /**
   * The embedded model is held to the function's schema; that it chooses rightly is its own art.
   */
  private static void callsAFunction(Live live) {
    Map<String, Object> schema =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of(
                "name", Map.of("type", "string"),
                "age", Map.of("type", "integer", "minimum", 0)),
            "required",
            List.of("name", "age"),
            "additionalProperties",
            false);
    ChatCompletion completion =
        live.ask(
            params()
                .addUserMessage("Jason is 25 years old.")
                .putAdditionalBodyProperty(
                    "tools",
                    JsonValue.from(
                        List.of(
                            Map.of(
                                "type",
                                "function",
                                "function",
                                Map.of("name", "person", "parameters", schema)))))
                .putAdditionalBodyProperty("tool_choice", JsonValue.from("required")));
    String arguments =
        completion
            .choices()
            .getFirst()
            .message()
            .toolCalls()
            .orElseThrow()
            .getFirst()
            .asFunction()
            .function()
            .arguments();
    // In the order of the schema's properties, which this client does not keep.
    assertThat(JsonMapper.shared().readTree(arguments))
        .isEqualTo(JsonMapper.shared().readTree("{\"name\":\"Jason\",\"age\":25}"));
  }

  private static void streams(Live live) {
    try (StreamResponse<ChatCompletionChunk> stream =
        live.client
            .chat()
            .completions()
            .createStreaming(
                params()
                    .model(MODEL)
                    .addUserMessage("Say hello in one word.")
                    .maxTokens(12)
                    .build())) {
      List<ChatCompletionChunk> chunks = stream.stream().toList();
      assertThat(chunks).hasSizeGreaterThan(2);
      assertThat(chunks.getFirst()._additionalProperties()).containsKey("session_id");
      String text =
          chunks.stream()
              .flatMap(chunk -> chunk.choices().stream())
              .flatMap(choice -> choice.delta().content().stream())
              .collect(Collectors.joining());
      assertThat(text).isNotBlank();
    }
  }

  /** Asks for a picture by URL and gives the URL's path: the next server has another port. */
  private static String signedPath(Live live, String session) {
    Map<String, Object> schema =
        Map.of(
            "type", "object",
            "properties",
                Map.of("url", Map.of("type", "string", "description", "URL of the picture")),
            "required", List.of("url"));
    ChatCompletion completion =
        live.ask(
            in(session, "Make it grayscale")
                .putAdditionalBodyProperty(
                    "response_format",
                    JsonValue.from(Map.of("type", "json_schema", "schema", schema))));
    String url = JsonMapper.shared().readTree(text(completion)).path("url").asString();
    assertThat(url).startsWith(live.running.address() + "/v1/signed/");
    return URI.create(url).getPath();
  }
}
