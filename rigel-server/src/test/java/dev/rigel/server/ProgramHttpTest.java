package dev.rigel.server;

import static dev.rigel.server.ServerFixture.json;
import static dev.rigel.server.Tenants.ANNA;
import static dev.rigel.server.Tenants.BERT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.protocol.Json;
import dev.rigel.server.settings.Setting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Programs, runs and sessions over HTTP, with the real tools. */
class ProgramHttpTest {
  private static final String SMALLER =
      """
      small = resize(img1, 0.5)
      answer("Smaller.", image=small, data={"width": info(small).width})
      """;

  private ServerFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new ServerFixture(Map.of(Setting.API_KEYS, Tenants.KEYS));
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  private static String dataUri(String file) throws IOException {
    return "data:image/png;base64,"
        + Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of("../examples/" + file)));
  }

  private JsonNode kept(String text) throws Exception {
    HttpResponse<String> response =
        fixture.post(
            "/v1/programs", Json.text(Json.object().put("program", text).put("name", "P")), ANNA);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return json(response);
  }

  private HttpResponse<String> run(JsonNode program, String inputs, String... headers)
      throws Exception {
    return fixture.post(
        "/v1/programs/" + program.path("id").asString() + "/run",
        "{\"inputs\":" + inputs + "}",
        headers);
  }

  // --- keeping

  @Test
  void keepsAProgramAndFindsItsInputs() throws Exception {
    JsonNode program = kept(SMALLER + "# not doc1\n");
    assertThat(program.path("parameters")).isEqualTo(Json.parse("{\"img1\":\"Image\"}"));
    assertThat(program.path("run_id").isNull()).isTrue();
    assertThat(program.path("name").asString()).isEqualTo("P");
    String id = program.path("id").asString();
    assertThat(json(fixture.get("/v1/programs/" + id, ANNA))).isEqualTo(program);
    assertThat(json(fixture.get("/v1/programs", ANNA)).path(0)).isEqualTo(program);
    assertThat(fixture.delete("/v1/programs/" + id, ANNA).statusCode()).isEqualTo(200);
    assertThat(fixture.delete("/v1/programs/" + id, ANNA).statusCode()).isEqualTo(404);
    assertThat(fixture.get("/v1/programs/" + id, ANNA).statusCode()).isEqualTo(404);
    assertThat(run(program, "{}", ANNA).statusCode()).isEqualTo(404);
  }

  @Test
  void refusesToKeepAWrongProgramNamingThePlace() throws Exception {
    HttpResponse<String> response =
        fixture.post("/v1/programs", "{\"program\":\"x = nonsense(3)\\nanswer(1)\"}", ANNA);
    assertThat(response.statusCode()).isEqualTo(422);
    JsonNode detail = json(response).path("detail").path(0);
    assertThat(detail.path("loc")).isEqualTo(Json.parse("[\"body\",\"program\"]"));
    assertThat(detail.path("msg").asString()).contains("line 1, column 5", "nonsense");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"program\":\"\"}",
        "{\"program\":7}",
        "{\"program\":\"answer(1)\",\"run_id\":\"x\"}",
        "{\"program\":\"answer(\\\"a\\\")\",\"parameters\":{\"img1\":\"Picture\"}}",
        "{\"program\":\"answer(\\\"a\\\")\",\"parameters\":{\"1x\":\"Image\"}}",
        "{\"program\":\"answer(\\\"a\\\")\",\"parameters\":[]}",
        "{\"program\":\"answer(\\\"a\\\")\",\"name\":5}",
        "{\"run_id\":5}",
      })
  void namesWhatIsWrongWithAProgramToKeep(String body) throws Exception {
    HttpResponse<String> response = fixture.post("/v1/programs", body, ANNA);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
    assertThat(json(response).path("detail").path(0).path("loc").path(0).asString())
        .isEqualTo("body");
  }

  // --- checking

  @Test
  void checksWithLineColumnAndHint() throws Exception {
    JsonNode wrong =
        json(
            fixture.post(
                "/v1/programs/check",
                Json.text(
                    Json.object().put("program", "faces = faces(img1)\nx = len(img1)\nanswer(x)")),
                ANNA));
    assertThat(wrong.path("valid").asBoolean()).isFalse();
    JsonNode error = wrong.path("errors").path(0);
    assertThat(error.propertyNames())
        .containsExactlyInAnyOrder("line", "column", "message", "hint");
    assertThat(error.path("line").asInt()).isPositive();
    assertThat(error.path("column").asInt()).isPositive();
    assertThat(error.path("message").asString()).isNotEmpty();

    JsonNode syntax = json(fixture.post("/v1/programs/check", "{\"program\":\"answer(\"}", ANNA));
    assertThat(syntax.path("valid").asBoolean()).isFalse();
    assertThat(syntax.path("errors")).hasSize(1);

    JsonNode right =
        json(
            fixture.post(
                "/v1/programs/check",
                Json.text(Json.object().put("program", SMALLER + "unused = 1\n")),
                ANNA));
    assertThat(right.path("valid").asBoolean()).as(right.toString()).isTrue();
    assertThat(right.path("errors")).isEmpty();
    assertThat(right.path("warnings")).isNotEmpty();
    assertThat(right.path("parameters").path("img1").asString()).isEqualTo("Image");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"program\":null}", "{\"program\":3}"})
  void namesWhatIsWrongWithACheck(String body) throws Exception {
    assertThat(fixture.post("/v1/programs/check", body, ANNA).statusCode()).isEqualTo(422);
  }

  // --- running

  @Test
  void runsAProgramOnNewInputsWithoutAnyModel() throws Exception {
    JsonNode program = kept(SMALLER);
    HttpResponse<String> response =
        run(
            program,
            "{\"img1\":{\"type\":\"image_url\",\"image_url\":{\"url\":\""
                + dataUri("qr.png")
                + "\"}}}",
            ANNA);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode result = json(response);
    assertThat(result.propertyNames())
        .contains("id", "program_id", "session_id", "answer", "steps", "warnings", "usage");
    JsonNode answer = result.path("answer");
    assertThat(answer.path("text").asString()).isEqualTo("Smaller.");
    assertThat(result.path("steps").path(0).path("tool").asString()).isEqualTo("resize");
    assertThat(result.path("usage").path("model_tokens").asInt()).isZero();
    assertThat(fixture.agent.requests).isEmpty();

    JsonNode artifact = answer.path("artifacts").path(0);
    assertThat(artifact.path("id").asString()).matches("img_[0-9a-f]{6}");
    byte[] picture =
        fixture
            .client
            .send(
                HttpRequest.newBuilder(URI.create(artifact.path("url").asString())).build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .body();
    assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth())
        .isEqualTo(answer.path("data").path("width").asInt());
    String session = result.path("session_id").asString();
    HttpResponse<String> byId =
        fixture.get(
            "/v1/artifacts?session_id=" + session + "&object_id=" + artifact.path("id").asString(),
            ANNA);
    assertThat(byId.statusCode()).isEqualTo(200);

    JsonNode run = json(fixture.get("/v1/runs/" + result.path("id").asString(), ANNA));
    assertThat(run.path("program").asString()).isEqualTo(SMALLER);
    assertThat(run.path("planner").asString()).isEqualTo("kept");
    assertThat(run.path("steps")).isEqualTo(result.path("steps"));
    assertThat(run.path("session_id").asString()).isEqualTo(session);
    assertThat(run.path("answer").path("answer").path("text").asString()).isEqualTo("Smaller.");
  }

  @Test
  void takesUrlsAndUploadedFilesAsInputs() throws Exception {
    JsonNode program = kept(SMALLER);
    assertThat(run(program, "{\"img1\":\"" + dataUri("qr.png") + "\"}", ANNA).statusCode())
        .isEqualTo(200);

    JsonNode target =
        json(fixture.post("/v1/files/presigned-url", "{\"filename\":\"qr.png\"}", ANNA));
    String id = target.path("id").asString();
    String byId = "{\"img1\":{\"type\":\"input_file\",\"file_id\":\"" + id + "\"}}";
    assertThat(run(program, byId, ANNA).statusCode()).isEqualTo(404);
    fixture.send(
        HttpRequest.newBuilder(URI.create(target.path("url").asString()))
            .PUT(HttpRequest.BodyPublishers.ofFile(Path.of("../examples/qr.png")))
            .build());
    HttpResponse<String> response = run(program, byId, ANNA);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    // The file's own public URL is read inside: nothing fetches from this machine.
    String url = json(fixture.get("/v1/files/" + id, ANNA)).path("public_url").asString();
    HttpResponse<String> byUrl = run(program, "{\"img1\":\"" + url + "\"}", ANNA);
    assertThat(byUrl.statusCode()).as(byUrl.body()).isEqualTo(200);

    JsonNode berts =
        json(fixture.post("/v1/programs", Json.text(Json.object().put("program", SMALLER)), BERT));
    HttpResponse<String> foreign = run(berts, byId, BERT);
    assertThat(foreign.statusCode()).isEqualTo(404);
    assertThat(foreign.body()).contains("inputs.img1");
  }

  @Test
  void takesTextsAndNumbersAsInputs() throws Exception {
    ObjectNode body = Json.object().put("program", "answer(f\"{word}: {n * 2}, {x}, {yes}\")");
    body.putObject("parameters")
        .put("word", "str")
        .put("n", "int")
        .put("x", "float")
        .put("yes", "bool");
    HttpResponse<String> made = fixture.post("/v1/programs", Json.text(body), ANNA);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    HttpResponse<String> response =
        run(json(made), "{\"word\":\"two\",\"n\":21,\"x\":0.5,\"yes\":true}", ANNA);
    assertThat(json(response).path("answer").path("text").asString())
        .as(response.body())
        .isEqualTo("two: 42, 0.5, True");
    HttpResponse<String> wrong =
        run(json(made), "{\"word\":1,\"n\":\"21\",\"x\":\"a\",\"yes\":0}", ANNA);
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(json(wrong).path("detail")).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|422|missing",
        "{\"img1\":null}|422|value_error",
        "{\"img1\":[]}|422|value_error",
        "{\"img1\":5}|422|value_error",
        "{\"img1\":{\"type\":\"text\",\"text\":\"a\"}}|422|value_error",
        "{\"img1\":{\"type\":\"image_url\"}}|422|missing",
        "{\"img1\":{\"type\":\"image\"}}|422|union_tag_invalid",
        "{\"img1\":\"data:image/png;base64,AAAA\",\"img2\":\"x\"}|422|extra_forbidden",
        "{\"img1\":\"data:image/png;base64,AAAA\"}|415|",
        "{\"img1\":\"/etc/passwd\"}|422|",
        "{\"img1\":{\"type\":\"input_file\",\"file_id\":\"nothing\"}}|404|",
        "{\"img1\":{\"type\":\"video_url\",\"video_url\":{\"url\":\"https://x/y\"}}}|501|",
        "[]|422|dict_type",
      })
  void namesWhatIsWrongWithInputs(String inputs, int status, String type) throws Exception {
    HttpResponse<String> response = run(kept(SMALLER), inputs, ANNA);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    if (type != null) {
      assertThat(json(response).path("detail").path(0).path("type").asString()).isEqualTo(type);
    }
  }

  @Test
  void aDocumentIsNoImage() throws Exception {
    String pdf =
        "data:application/pdf;base64,"
            + Base64.getEncoder()
                .encodeToString(Files.readAllBytes(Path.of("../examples/invoice.pdf")));
    HttpResponse<String> response = run(kept(SMALLER), "{\"img1\":\"" + pdf + "\"}", ANNA);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("Document", "inputs.img1");
  }

  @Test
  void aProgramThatFailsSaysWhere() throws Exception {
    JsonNode program = kept("values = [1]\nanswer(f\"{values[3]}\")");
    HttpResponse<String> response = run(program, "{}", ANNA);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("line 2", "IndexError");
  }

  // --- runs of chats

  private static final String SESSION = "9bf846ba-340d-4921-b156-ca90b5610269";

  private void turn(String completion, String program) {
    fixture
        .store
        .sessions()
        .commit(
            new TurnRecord(
                Tenants.tenant("k1"),
                SESSION,
                completion,
                Instant.now(),
                false,
                List.of(),
                List.of(),
                program,
                "{\"planner\":\"reflex\",\"steps\":[{\"step\":1,\"line\":1,\"tool\":\"resize\","
                    + "\"arguments\":\"img1, 0.5\",\"seconds\":0.1,\"model_calls\":0,"
                    + "\"prompt_tokens\":0,\"completion_tokens\":0,\"summary\":\"32x24\"}],"
                    + "\"warnings\":[\"careful\"]}",
                "{\"id\":\"" + completion + "\"}",
                new TurnUsage(10, 5, 1.5),
                Optional.empty()));
  }

  @Test
  void tellsWhatARunDid() throws Exception {
    turn("chatcmpl-1", SMALLER);
    JsonNode run = json(fixture.get("/v1/runs/chatcmpl-1", ANNA));
    assertThat(run.path("object").asString()).isEqualTo("run");
    assertThat(run.path("status").asString()).isEqualTo("completed");
    assertThat(run.path("program").asString()).isEqualTo(SMALLER);
    assertThat(run.path("steps").path(0).path("tool").asString()).isEqualTo("resize");
    assertThat(run.path("warnings").path(0).asString()).isEqualTo("careful");
    assertThat(run.path("usage").path("total_tokens").asInt()).isEqualTo(15);
    assertThat(run.path("usage").path("credits_used").asDouble()).isEqualTo(1.5);
    assertThat(run.path("answer").path("id").asString()).isEqualTo("chatcmpl-1");
    assertThat(fixture.get("/v1/runs/chatcmpl-1", BERT).statusCode()).isEqualTo(404);
    assertThat(fixture.get("/v1/runs/chatcmpl-2", ANNA).statusCode()).isEqualTo(404);
    assertThat(fixture.get("/v1/runs/..%2f..%2fx", ANNA).statusCode()).isIn(400, 404);
  }

  @Test
  void keepsTheProgramOfARun() throws Exception {
    turn("chatcmpl-1", SMALLER);
    turn("chatcmpl-2", "");
    JsonNode program = json(fixture.post("/v1/programs", "{\"run_id\":\"chatcmpl-1\"}", ANNA));
    assertThat(program.path("program").asString()).isEqualTo(SMALLER);
    assertThat(program.path("run_id").asString()).isEqualTo("chatcmpl-1");
    assertThat(program.path("name").asString()).startsWith("program-");
    assertThat(run(program, "{\"img1\":\"" + dataUri("qr.png") + "\"}", ANNA).statusCode())
        .isEqualTo(200);
    HttpResponse<String> talk = fixture.post("/v1/programs", "{\"run_id\":\"chatcmpl-2\"}", ANNA);
    assertThat(talk.statusCode()).isEqualTo(422);
    for (String[] who : new String[][] {ANNA, BERT}) {
      String id = who == ANNA ? "chatcmpl-3" : "chatcmpl-1";
      assertThat(fixture.post("/v1/programs", "{\"run_id\":\"" + id + "\"}", who).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void anotherTenantsProgramsDoNotExist() throws Exception {
    JsonNode program = kept(SMALLER);
    String path = "/v1/programs/" + program.path("id").asString();
    assertThat(json(fixture.get("/v1/programs", BERT))).isEmpty();
    assertThat(fixture.get(path, BERT).statusCode()).isEqualTo(404);
    assertThat(fixture.delete(path, BERT).statusCode()).isEqualTo(404);
    assertThat(run(program, "{}", BERT).statusCode()).isEqualTo(404);
    assertThat(fixture.get(path, ANNA).statusCode()).isEqualTo(200);
  }

  @Test
  void pagesThroughProgramsNewestFirst() throws Exception {
    for (int i = 0; i < 3; i++) {
      kept("answer(\"" + i + "\")");
    }
    JsonNode page = json(fixture.get("/v1/programs?skip=1&limit=1", ANNA));
    assertThat(page).hasSize(1);
    assertThat(page.path(0).path("program").asString()).isEqualTo("answer(\"1\")");
    assertThat(fixture.get("/v1/programs?limit=0", ANNA).statusCode()).isEqualTo(422);
  }

  // --- sessions

  @Test
  void listsShowsAndDeletesSessions() throws Exception {
    turn("chatcmpl-1", SMALLER);
    JsonNode list = json(fixture.get("/v1/sessions", ANNA));
    assertThat(list).hasSize(1);
    assertThat(list.path(0).path("id").asString()).isEqualTo(SESSION);
    assertThat(list.path(0).path("created_at").asString()).endsWith("Z");
    assertThat(json(fixture.get("/v1/sessions", BERT))).isEmpty();
    assertThat(fixture.get("/v1/sessions?skip=-1", ANNA).statusCode()).isEqualTo(422);

    JsonNode session = json(fixture.get("/v1/sessions/" + SESSION.toUpperCase(), ANNA));
    assertThat(session.path("messages").isArray()).isTrue();
    assertThat(session.path("artifacts").isArray()).isTrue();
    assertThat(fixture.get("/v1/sessions/" + SESSION, BERT).statusCode()).isEqualTo(404);
    assertThat(fixture.get("/v1/sessions/" + UUID.randomUUID(), ANNA).statusCode()).isEqualTo(404);
    assertThat(fixture.get("/v1/sessions/%2e%2e", ANNA).statusCode()).isIn(400, 404);

    assertThat(fixture.delete("/v1/sessions/" + SESSION, BERT).statusCode()).isEqualTo(404);
    HttpResponse<String> deleted = fixture.delete("/v1/sessions/" + SESSION, ANNA);
    assertThat(json(deleted).path("deleted").asBoolean()).isTrue();
    assertThat(fixture.delete("/v1/sessions/" + SESSION, ANNA).statusCode()).isEqualTo(404);
    assertThat(fixture.get("/v1/runs/chatcmpl-1", ANNA).statusCode()).isEqualTo(404);
  }

  @Test
  void showsTheMessagesAndMediaOfASession() throws Exception {
    JsonNode result = json(run(kept(SMALLER), "{\"img1\":\"" + dataUri("qr.png") + "\"}", ANNA));
    String id = result.path("session_id").asString();
    fixture
        .store
        .sessions()
        .commit(
            new TurnRecord(
                Tenants.tenant("k1"),
                id,
                "chatcmpl-9",
                Instant.now(),
                false,
                List.of(
                    new dev.rigel.agent.port.StoredMessage(
                        "user", "{\"role\":\"user\",\"text\":\"Hello\",\"media\":[]}", "d")),
                List.of(),
                "",
                "{}",
                "{}",
                TurnUsage.NONE,
                Optional.empty()));
    JsonNode session = json(fixture.get("/v1/sessions/" + id, ANNA));
    assertThat(session.path("messages").path(0).path("content").asString()).isEqualTo("Hello");
    assertThat(session.path("messages").path(0).path("role").asString()).isEqualTo("user");
    assertThat(session.path("artifacts")).hasSize(2);
    assertThat(session.path("artifacts").path(0).path("media_type").asString())
        .isEqualTo("image/png");
    assertThat(
            new String(fixture.get("/v1/sessions", ANNA).body().getBytes(StandardCharsets.UTF_8)))
        .contains("\"artifacts\":2");
  }
}
