package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.protocol.Json;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.store.Store;
import dev.rigel.weights.PullListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole of Rigel with the request bodies that clients and frameworks send, recorded from them:
 * OpenAI's {@code parse}, instructor, LangChain and pydantic-ai. The document they send has a text
 * layer, so that no network is needed; a language model endpoint answers what a test says.
 */
class RecordedClientsTest {
  private static final Path BODIES = Path.of("src/test/resources/clients");
  private static final String WANTED = "{\"vendor\":\"ACME Ltd\",\"total\":141.61}";

  @TempDir private static Path data;
  private static ModelEndpoint endpoint;
  private static Rigel rigel;
  private static RunningRigel server;
  private static Store store;
  private static String document;
  private static final HttpClient CLIENT = new CheckedClient();

  @BeforeAll
  static void open() throws IOException {
    endpoint = new ModelEndpoint();
    RigelSettings settings =
        SettingsReader.read(
            Optional.empty(),
            endpoint.environment(),
            Map.of(
                Setting.DATA,
                data.toString(),
                Setting.PORT,
                "0",
                Setting.PRICE_STEP,
                "2",
                Setting.PRICE_PROMPT,
                "0.5"));
    rigel = new Rigel(settings, endpoint.environment(), PullListener.silent());
    server =
        RunningRigel.start(
            settings,
            (_, opened, urls) -> {
              store = opened;
              return rigel.services(opened, urls);
            },
            List::of);
    document =
        "data:application/pdf;base64,"
            + Base64.getEncoder()
                .encodeToString(pdf("Invoice", "Vendor: ACME Ltd", "Total: 141.61 EUR"));
  }

  @AfterAll
  static void close() {
    server.close();
    rigel.close();
    endpoint.close();
  }

  @BeforeEach
  void forget() {
    endpoint.requests.clear();
    endpoint.answers = ModelEndpoint::sentence;
  }

  private static byte[] pdf(String... lines) throws IOException {
    try (PDDocument pdf = new PDDocument()) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 14);
        for (int i = 0; i < lines.length; i++) {
          content.beginText();
          content.newLineAtOffset(72, 700 - 30 * i);
          content.showText(lines[i]);
          content.endText();
        }
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      pdf.save(bytes);
      return bytes.toByteArray();
    }
  }

  private static String body(String name) throws IOException {
    return Files.readString(BODIES.resolve(name + ".json")).replace("@MEDIUM@", document);
  }

  private static HttpResponse<String> post(String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.address().resolve("/v1/openai/chat/completions"))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return CLIENT.send(
        ServerFixture.with(request, headers).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode ask(String body) throws IOException, InterruptedException {
    HttpResponse<String> response = post(body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.parse(response.body());
  }

  private static JsonNode choice(JsonNode completion) {
    return completion.path("choices").get(0);
  }

  private static String function(JsonNode completion) {
    JsonNode choice = choice(completion);
    assertThat(choice.path("finish_reason").asString()).isEqualTo("tool_calls");
    assertThat(choice.path("message").path("content").isNull()).isTrue();
    JsonNode calls = choice.path("message").path("tool_calls");
    assertThat(calls).hasSize(1);
    assertThat(calls.get(0).path("type").asString()).isEqualTo("function");
    assertThat(calls.get(0).path("id").asString()).startsWith("call_");
    return calls.get(0).path("function").path("name").asString()
        + calls.get(0).path("function").path("arguments").asString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai-parse",
        "instructor-json-schema",
        "instructor-json",
        "instructor-md-json",
        "langchain-json-schema",
        "pydantic-ai-native",
        "pydantic-ai-prompted"
      })
  void aSchemaIsSatisfiedWhereverItStands(String name) throws Exception {
    JsonNode completion = ask(body(name));
    assertThat(choice(completion).path("message").path("content").asString()).isEqualTo(WANTED);
    assertThat(choice(completion).path("finish_reason").asString()).isEqualTo("stop");
    assertThat(endpoint.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "instructor-tools",
        "instructor-tools-strict",
        "langchain-function-calling",
        "pydantic-ai-tool",
        "pydantic-ai-document"
      })
  void aFunctionThatMustBeCalledIsFilledFromTheDocument(String name) throws Exception {
    String body = body(name);
    String expected =
        Json.parse(body).path("tools").get(0).path("function").path("name").asString();
    assertThat(function(ask(body))).isEqualTo(expected + WANTED);
    assertThat(endpoint.requests).isEmpty();
  }

  @Test
  void aFunctionThatMayBeCalledIsChosenByTheModel() throws Exception {
    assertThat(function(ask(body("openai-parse-tool")))).isEqualTo("Invoice" + WANTED);
    assertThat(endpoint.requests).hasSize(1);
  }

  @Test
  void aStreamIsParsedToo() throws Exception {
    HttpResponse<String> response = post(body("openai-stream-parse"));
    StringBuilder content = new StringBuilder();
    List<String> lines = ServerFixture.data(response.body());
    for (String line : lines.subList(0, lines.size() - 1)) {
      content.append(choice(Json.parse(line)).path("delta").path("content").asString(""));
    }
    assertThat(content.toString()).isEqualTo(WANTED);
    assertThat(lines.getLast()).isEqualTo("[DONE]");
  }

  @Test
  void aCallIsStreamedNameFirst() throws Exception {
    ObjectNode body = (ObjectNode) Json.parse(body("instructor-tools"));
    body.put("stream", true);
    HttpResponse<String> response = post(Json.text(body));
    List<JsonNode> calls = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    List<String> lines = ServerFixture.data(response.body());
    for (String line : lines.subList(0, lines.size() - 1)) {
      JsonNode choice = choice(Json.parse(line));
      choice.path("delta").path("tool_calls").forEach(calls::add);
      choice.path("finish_reason").stringValueOpt().ifPresent(reasons::add);
    }
    assertThat(calls).hasSize(2);
    assertThat(calls.getFirst().path("function").path("name").asString()).isEqualTo("Invoice");
    assertThat(calls.getFirst().path("id").asString()).startsWith("call_");
    assertThat(
            calls.get(0).path("function").path("arguments").asString("")
                + calls.get(1).path("function").path("arguments").asString(""))
        .isEqualTo(WANTED);
    assertThat(reasons).containsExactly("tool_calls");
  }

  @Test
  void aModelCallsAFunctionAndAnswersWithItsResult() throws Exception {
    endpoint.answers =
        request ->
            request.has("response_format")
                ? "{\"calls\":[{\"name\":\"get_weather\",\"arguments\":{\"city\":\"Bern\"}}]}"
                : "It is sunny.";
    assertThat(function(ask(body("langchain-bind-tools"))))
        .isEqualTo("get_weather{\"city\":\"Bern\"}");

    endpoint.answers =
        request -> request.has("response_format") ? "{\"calls\":[]}" : "It is sunny.";
    JsonNode answer = ask(body("langchain-tool-result"));
    assertThat(choice(answer).path("message").path("content").asString()).isEqualTo("It is sunny.");
    assertThat(ModelEndpoint.text(endpoint.requests.getLast())).contains("sunny");
    assertThat(answer.path("usage").path("prompt_tokens").asInt()).isEqualTo(20);
    assertThat(answer.path("usage").path("completion_tokens").asInt()).isEqualTo(10);
    assertThat(answer.path("usage").path("credits_used").asDouble()).isEqualTo(0.01);
  }

  @Test
  void oneOfSeveralFunctionsIsCalled() throws Exception {
    endpoint.answers =
        _ -> "{\"calls\":[{\"name\":\"exchange_rate\",\"arguments\":{\"currency\":\"USD\"}}]}";
    assertThat(function(ask(body("pydantic-ai-two-tools"))))
        .isEqualTo("exchange_rate{\"currency\":\"USD\"}");
  }

  @Test
  void anObjectOfAnyFormIsBareJson() throws Exception {
    endpoint.answers = _ -> "words = text(doc1)\nanswer(words)";
    JsonNode completion = ask(body("langchain-json-mode"));
    JsonNode object = Json.parse(choice(completion).path("message").path("content").asString());
    assertThat(object.isObject()).isTrue();
    assertThat(object.toString()).contains("ACME Ltd");
  }

  // --- files

  private static String withFile(String part) {
    return """
    {"messages":[{"role":"user","content":[%s,{"type":"text","text":"Extract the invoice"}]}],
     "response_format":{"type":"json_schema","schema":{"type":"object",
       "properties":{"vendor":{"type":"string"},"total":{"type":"number"}},
       "required":["vendor","total"]}}}\
    """
        .formatted(part);
  }

  @Test
  void anUploadedFileIsReadByItsId() throws Exception {
    byte[] content = Base64.getDecoder().decode(document.substring(document.indexOf(',') + 1));
    store
        .files()
        .add(
            new StoredFile(
                "local",
                "file-1",
                "invoice.pdf",
                "assistants",
                "application/pdf",
                Optional.of(store.blobs().put(content)),
                content.length,
                Optional.of("0123"),
                false,
                Instant.now()));
    for (String part :
        List.of(
            "{\"type\":\"input_file\",\"file_id\":\"file-1\"}",
            "{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}",
            "{\"type\":\"file_url\",\"file_url\":{\"url\":\"" + document + "\"}}",
            "{\"type\":\"input_file\",\"file_url\":\"" + document + "\"}")) {
      assertThat(choice(ask(withFile(part))).path("message").path("content").asString())
          .isEqualTo(WANTED);
    }
  }

  @Test
  void whatCannotBeOpenedNamesItsPart() throws Exception {
    HttpResponse<String> unknown =
        post(withFile("{\"type\":\"input_file\",\"file_id\":\"file-9\"}"));
    assertThat(unknown.statusCode()).isEqualTo(404);
    JsonNode error = Json.parse(unknown.body()).path("error");
    assertThat(error.path("param").asString()).isEqualTo("messages[0].content[0]");
    assertThat(error.path("message").asString()).contains("file-9");
    for (String part :
        List.of(
            "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"}}",
            "{\"type\":\"audio_url\",\"audio_url\":{\"url\":\"https://a.example/a.mp3\"}}",
            "{\"type\":\"video_url\",\"video_url\":{\"url\":\"https://a.example/a.mp4\"}}")) {
      HttpResponse<String> refused = post(withFile(part));
      assertThat(refused.statusCode()).isEqualTo(501);
      assertThat(refused.body()).contains("transcribe").contains("messages[0].content[0]");
    }
  }

  // --- what is stored

  @Test
  void aTurnIsStoredWithItsUseAndItsKey() throws Exception {
    String body = body("openai-parse");
    HttpResponse<String> first = post(body, "Idempotency-Key", "k-1");
    HttpResponse<String> again = post(body, "Idempotency-Key", "k-1");
    JsonNode completion = Json.parse(first.body());
    assertThat(Json.parse(again.body())).isEqualTo(completion);
    assertThat(completion.path("usage").path("credits_used").asInt()).isEqualTo(2);
    SessionStore.Repeated stored = store.sessions().repeated("local", "k-1").orElseThrow();
    assertThat(stored.turn().completion()).isEqualTo(completion.path("id").asString());
    assertThat(stored.turn().usage().credits()).isEqualTo(2);
    JsonNode step = Json.parse(stored.turn().trace()).path("steps").get(0);
    assertThat(step.path("tool").asString()).isEqualTo("extract");
    assertThat(step.path("model_calls").isNumber()).isTrue();
  }
}
