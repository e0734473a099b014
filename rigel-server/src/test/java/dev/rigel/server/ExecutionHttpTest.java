package dev.rigel.server;

import static dev.rigel.server.ServerFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.Json;
import dev.rigel.server.settings.Setting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Agents, executions, predictions, skills and webhooks as clients meet them. */
@Timeout(120)
class ExecutionHttpTest {
  private record Call(Map<String, List<String>> headers, byte[] body) {}

  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
  private HttpServer receiver;
  private ServerFixture fixture;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/hook",
        exchange -> {
          calls.add(
              new Call(
                  Map.copyOf(exchange.getRequestHeaders()),
                  exchange.getRequestBody().readAllBytes()));
          Integer status = statuses.poll();
          exchange.sendResponseHeaders(status == null ? 204 : status, -1);
          exchange.close();
        });
    receiver.start();
    fixture =
        new ServerFixture(
            Map.of(
                Setting.API_KEYS,
                "one,two",
                Setting.WEBHOOK_SECRET,
                "s3cret",
                Setting.KEEP_ALIVE,
                "100ms",
                Setting.FETCH_ALLOW,
                "127.0.0.1:" + receiver.getAddress().getPort()));
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
    receiver.stop(0);
  }

  private String hook() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return fixture.post(path, body, "Authorization", "Bearer one");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return fixture.get(path, "Authorization", "Bearer one");
  }

  private JsonNode created(String path, String body) throws Exception {
    HttpResponse<String> response = post(path, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return json(response);
  }

  private JsonNode ended(String path, JsonNode run) throws Exception {
    while (true) {
      JsonNode now = json(get(path + "/" + run.path("id").asString()));
      if (List.of("completed", "failed").contains(now.path("status").asString())) {
        return now;
      }
      FakeAgent.pause(20);
    }
  }

  private JsonNode executed(String body) throws Exception {
    return ended("/v1/agent/executions", created("/v1/agent/execute", body));
  }

  // --- executions

  @Test
  void anExecutionIsAnsweredAtOnceAndDoneLater() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    fixture.agent.will((request, _, _, _) -> {
      await(release);
      return FakeAgent.answer(
          request, request.id().orElseThrow(), request.sessionId().orElseThrow(), "Two birds.");
    });
    JsonNode first = created("/v1/agent/execute", "{\"config\":{\"prompt\":\"Count the birds\"}}");
    assertThat(first.path("status").asString()).isEqualTo("enqueued");
    assertThat(first.path("name").isString()).isTrue();
    assertThat(first.path("response").isNull()).isTrue();
    assertThat(first.path("usage").isObject()).isTrue();
    release.countDown();
    JsonNode done = ended("/v1/agent/executions", first);
    assertThat(done.path("response")).isEqualTo(Json.parse("{\"text\":\"Two birds.\"}"));
    assertThat(done.path("completed_at").isString()).isTrue();
    assertThat(Instant.parse(done.path("created_at").asString())).isBefore(Instant.now());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aHeldExecutionIsCoveredByWhiteSpace() throws Exception {
    fixture.agent.will((request, _, _, _) -> {
      FakeAgent.pause(500);
      return FakeAgent.answer(
          request, request.id().orElseThrow(), request.sessionId().orElseThrow(), "Two birds.");
    });
    HttpResponse<String> response =
        post("/v1/agent/execute", "{\"batch\":false,\"config\":{\"prompt\":\"Count the birds\"}}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith(" ");
    assertThat(json(response).path("status").asString()).isEqualTo("completed");
  }

  @Test
  void aHeldExecutionThatIsQuickIsCreated() throws Exception {
    // The first one loads classes, which may take longer than the pause.
    fixture.agent.will((request, _, _, _) ->
        FakeAgent.answer(
            request, request.id().orElseThrow(), request.sessionId().orElseThrow(), "{\"a\":1}"));
    for (int i = 0; i < 20; i++) {
      HttpResponse<String> response =
          post(
              "/v1/agent/execute",
              "{\"batch\":false,\"config\":{\"prompt\":\"x\",\"json_schema\":{\"type\":\"object\"}}}");
      assertThat(json(response).path("response").path("a").intValue()).isEqualTo(1);
      if (response.statusCode() == 201) {
        return;
      }
    }
    throw new AssertionError("no held run was quick");
  }

  @Test
  void aHeldExecutionThatFailsIsAFailure() throws Exception {
    fixture.agent.will((_, _, _, _) -> {
      throw new RigelException(ErrorCode.MEDIA_REFUSED, "The picture is damaged.", "messages[0]");
    });
    HttpResponse<String> response =
        post("/v1/agent/execute", "{\"batch\":false,\"config\":{\"prompt\":\"x\"}}");
    assertThat(response.statusCode()).isIn(422, 200);
    assertThat(json(response).path("error").path("message").asString())
        .isEqualTo("The picture is damaged.");
  }

  @Test
  void aClientThatLeavesEndsItsHeldExecution() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch broken = new CountDownLatch(1);
    fixture.agent.will((_, _, _, scope) -> {
      began.countDown();
      try {
        FakeAgent.untilCancelled(scope);
      } finally {
        broken.countDown();
      }
      throw new AssertionError("not cancelled");
    });
    String body = "{\"batch\":false,\"config\":{\"prompt\":\"x\"}}";
    try (RawConnection connection = new RawConnection(fixture.server.address())) {
      connection.say(
          "POST /v1/agent/execute HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer one\r\n"
              + "Content-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      began.await();
    }
    assertThat(broken.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aFailedExecutionSaysWhy() throws Exception {
    fixture.agent.will((_, _, _, _) -> {
      throw new RigelException(ErrorCode.MEDIA_REFUSED, "The picture is damaged.");
    });
    JsonNode done = executed("{\"config\":{\"prompt\":\"x\"}}");
    assertThat(done.path("status").asString()).isEqualTo("failed");
    assertThat(done.path("error").asString()).isEqualTo("The picture is damaged.");
    assertThat(done.path("usage").path("message").asString()).isEqualTo("The picture is damaged.");
  }

  @Test
  void anExecutionCanBeEndedEarly() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    fixture.agent.will((_, _, _, scope) -> {
      began.countDown();
      FakeAgent.untilCancelled(scope);
      throw new AssertionError("not cancelled");
    });
    JsonNode first = created("/v1/agent/execute", "{\"config\":{\"prompt\":\"x\"}}");
    began.await();
    HttpResponse<String> cancelled =
        post("/v1/agent/executions/" + first.path("id").asString() + "/cancel", "");
    assertThat(cancelled.statusCode()).isEqualTo(200);
    assertThat(json(cancelled).path("status").asString()).isEqualTo("failed");
    assertThat(json(cancelled).path("error").asString()).contains("cancelled");
    assertThat(post("/v1/agent/executions/nothing/cancel", "").statusCode()).isEqualTo(404);
  }

  @Test
  void aBackgroundRunTakesNoPlaceFromChats() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch began = new CountDownLatch(1);
    fixture.agent.will((request, _, listener, _) -> {
      if (request.messages().getFirst().text().equals("slow")) {
        began.countDown();
        await(release);
      }
      String id = request.id().orElseGet(FakeAgent::id);
      String session = request.sessionId().orElse("3b241101-e2bb-4255-8caf-4136c566a962");
      listener.started(id, session);
      return FakeAgent.answer(request, id, session, "quick");
    });
    List<JsonNode> slow = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      slow.add(
          created(
              "/v1/agent/execute",
              "{\"config\":{\"prompt\":\"slow\"},\"metadata\":{\"n\":" + i + "}}"));
    }
    began.await();
    for (int i = 0; i < 5; i++) {
      assertThat(
              fixture
                  .chat(
                      "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                      "Authorization",
                      "Bearer one")
                  .statusCode())
          .isEqualTo(200);
    }
    assertThat(began.getCount()).isZero();
    assertThat(json(get("/v1/agent/executions?status=running"))).hasSize(1);
    release.countDown();
    for (JsonNode run : slow) {
      assertThat(ended("/v1/agent/executions", run).path("status").asString())
          .isEqualTo("completed");
    }
  }

  @Test
  void theSameRequestAgainIsTheSameExecution() throws Exception {
    String body = "{\"config\":{\"prompt\":\"Count the birds\"}}";
    String id = created("/v1/agent/execute", body).path("id").asString();
    assertThat(created("/v1/agent/execute", body).path("id").asString()).isEqualTo(id);
    HttpResponse<String> otherKey =
        fixture.post("/v1/agent/execute", body, "Authorization", "Bearer two");
    assertThat(json(otherKey).path("id").asString()).isNotEqualTo(id);
    HttpResponse<String> meantAnew =
        fixture.post(
            "/v1/agent/execute", body, "Authorization", "Bearer one", "Idempotency-Key", "2");
    assertThat(json(meantAnew).path("id").asString()).isNotEqualTo(id);
  }

  @Test
  void listsAreArraysByPages() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(executed("{\"config\":{\"prompt\":\"" + i + "\"}}").path("id").asString());
    }
    JsonNode all = json(get("/v1/agent/executions?skip=0&limit=10"));
    assertThat(all.valueStream().map(run -> run.path("id").asString()))
        .containsExactlyElementsOf(ids.reversed());
    assertThat(json(get("/v1/agent/executions?skip=1&limit=1")).path(0).path("id").asString())
        .isEqualTo(ids.get(1));
    assertThat(json(get("/v1/agent/executions?status=failed"))).isEmpty();
    assertThat(json(fixture.get("/v1/agent/executions", "Authorization", "Bearer two"))).isEmpty();
    assertThat(
            fixture
                .get("/v1/agent/executions/" + ids.getFirst(), "Authorization", "Bearer two")
                .statusCode())
        .isEqualTo(404);
    for (String wrong : new String[] {"limit=0", "limit=x", "skip=-1", "status=done"}) {
      HttpResponse<String> response = get("/v1/agent/executions?" + wrong);
      assertThat(response.statusCode()).as(wrong).isEqualTo(422);
      assertThat(json(response).path("detail").path(0).path("loc").path(0).asString())
          .isEqualTo("query");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/agent/execute    | {}                                             | 422
          /v1/agent/execute    | {"name":"nobody"}                              | 404
          /v1/agent/execute    | {"config":{"prompt":"x"},"callback_url":"http://10.0.0.1/"} | 422
          /v1/agent/execute    | {"config":{"prompt":"x"},"callback_url":"http://localhost/"} | 422
          /v1/agent/create     | {"name":"x"}                                   | 422
          /v1/agent/lookup     | {"id":"1","name":"2"}                          | 422
          /v1/agent/lookup     | {"name":"no\\\\name"}                          | 400
          /v1/agent/lookup     | {"name":"nobody"}                              | 404
          /v1/image/generate   | {"images":["x"]}                               | 422
          /v1/image/generate   | {"images":[],"domain":"document.invoice"}      | 422
          /v1/image/execute    | {"images":["x"],"config":{"prompt":"x"}}       | 422
          /v1/document/generate| {"file_id":"none","domain":"document.invoice"} | 404
          /v1/document/generate| {"url":"x","domain":"document.unknown"}        | 404
          /v1/skills/create    | {}                                             | 422
          /v1/skills/create    | {"file_id":"none"}                             | 404
          /v1/skills/create    | {"session_id":"none"}                          | 404
          /v1/skills/lookup    | {}                                             | 422
          /v1/skills/lookup    | {"name":"none"}                                | 404
          /v1/skills/none/update| {"description":"x"}                           | 404
          /v1/skills/none/update| {}                                            | 422
          """)
  void refusesInBothShapes(String path, String body, int status) throws Exception {
    HttpResponse<String> response = post(path, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(json(response).path("error").path("message").isString()).isTrue();
    assertThat(json(response).has("detail")).isTrue();
    assertThat(fixture.agent.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"agent", "agent/executions", "predictions", "skills", "agents/1", "skills/1"})
  void needsAKey(String path) throws Exception {
    assertThat(fixture.get("/v1/" + path).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent/execute", "agent/create", "skills/create", "image/generate"})
  void needsABody(String path) throws Exception {
    for (String body : new String[] {"", "[]", "{", "7"}) {
      assertThat(post("/v1/" + path, body).statusCode()).as(body).isEqualTo(422);
    }
  }

  // --- agents

  @Test
  void storesAgents() throws Exception {
    JsonNode agent =
        created(
            "/v1/agent/create",
            "{\"name\":\"reader:v1\",\"config\":{\"prompt\":\"Read the sign\",\"json_schema\":{\"type\":\"object\"}}}");
    assertThat(agent.path("name").asString()).isEqualTo("reader:v1");
    assertThat(agent.path("status").asString()).isEqualTo("completed");
    String id = agent.path("id").asString();

    JsonNode info = json(get("/v1/agents/" + id));
    assertThat(info.path("prompt").asString()).isEqualTo("Read the sign");
    assertThat(info.path("description").isString()).isTrue();
    assertThat(info.path("json_schema").path("type").asString()).isEqualTo("object");
    for (String lookup :
        new String[] {
          "{\"id\":\"" + id + "\"}",
          "{\"name\":\"reader:v1\"}",
          "{\"name\":\"reader\"}",
          "{\"prompt\":\"Read the sign\",\"id\":null}"
        }) {
      assertThat(json(post("/v1/agent/lookup", lookup)).path("id").asString()).isEqualTo(id);
    }
    // Older clients send the body with a GET.
    HttpResponse<String> older =
        fixture.send(
            fixture
                .request("/v1/agent/lookup")
                .header("Authorization", "Bearer one")
                .method("GET", HttpRequest.BodyPublishers.ofString("{\"id\":\"" + id + "\"}"))
                .build());
    assertThat(json(older).path("id").asString()).isEqualTo(id);
    assertThat(json(get("/v1/agent"))).hasSize(1);
    assertThat(json(fixture.get("/v1/agent", "Authorization", "Bearer two"))).isEmpty();

    JsonNode unnamed = created("/v1/agent/create", "{\"config\":{\"prompt\":\"Count the birds\"}}");
    assertThat(unnamed.path("name").asString()).isNotEmpty();
    assertThat(
            created("/v1/agent/create", "{\"config\":{\"prompt\":\"Count the birds\"}}").path("id"))
        .isEqualTo(unnamed.path("id"));
    JsonNode replaced =
        created("/v1/agent/create", "{\"name\":\"reader:v1\",\"config\":{\"prompt\":\"Read it\"}}");
    assertThat(replaced.path("id").asString()).isEqualTo(id);
    assertThat(json(get("/v1/agents/" + id)).path("prompt").asString()).isEqualTo("Read it");
  }

  // --- predictions

  @Test
  void predictsAtOnceOrLater() throws Exception {
    fixture.agent.will((request, _, _, _) ->
        FakeAgent.answer(
            request,
            request.id().orElseThrow(),
            request.sessionId().orElseThrow(),
            "{\"total\":119}"));
    String body =
        "{\"images\":[\""
            + TestMedia.PICTURE
            + "\"],\"model\":\"vlm-1\",\"domain\":\"document.invoice\"";
    JsonNode now = json(post("/v1/image/generate", body + "}"));
    assertThat(now.path("status").asString()).isEqualTo("completed");
    assertThat(now.path("domain").asString()).isEqualTo("document.invoice");
    assertThat(now.path("response").path("total").intValue()).isEqualTo(119);

    JsonNode later = created("/v1/image/generate", body + ",\"batch\":true}");
    assertThat(later.path("status").asString()).isEqualTo("pending");
    assertThat(later.path("response").isNull()).isTrue();
    assertThat(ended("/v1/predictions", later).path("response").path("total").intValue())
        .isEqualTo(119);
    assertThat(json(get("/v1/predictions"))).hasSize(2);
    assertThat(json(get("/v1/agent/executions"))).isEmpty();
    assertThat(get("/v1/predictions/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void makesASchemaAndMarkdownWithoutATurn() throws Exception {
    JsonNode schema =
        json(post("/v1/image/schema", "{\"images\":[\"" + TestMedia.PICTURE + "\"]}"))
            .path("response");
    assertThat(schema.path("json_schema").path("properties").propertyNames())
        .containsExactly("invoice_no", "total");
    assertThat(schema.path("gql_stmt").isString()).isTrue();
    String file = uploaded("one", TestMedia.png());
    JsonNode markdown =
        json(post(
                "/v1/document/generate",
                "{\"file_id\":\"" + file + "\",\"domain\":\"document.markdown\"}"))
            .path("response");
    assertThat(markdown.path("pages").path(0).path("content").asString()).contains("Invoice no");
    assertThat(fixture.agent.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio/generate", "video/generate", "video/execute", "audio/schema"})
  void saysThatItDoesNotListenOrWatch(String path) throws Exception {
    HttpResponse<String> response = post("/v1/" + path, "{\"url\":\"https://a.example/1.mp3\"}");
    assertThat(response.statusCode()).isEqualTo(501);
    assertThat(response.body()).contains("transcribe");
  }

  // --- skills

  private String uploaded(String key, byte[] content) {
    String tenant = "key-" + Hashes.sha256(key).substring(0, 32);
    String id = UUID.randomUUID().toString();
    fixture
        .store
        .files()
        .add(
            new StoredFile(
                tenant,
                id,
                "file",
                "assistants",
                "application/octet-stream",
                Optional.of(fixture.store.blobs().put(content)),
                content.length,
                Optional.of("0".repeat(32)),
                false,
                Instant.now()));
    return id;
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void keepsSkillsAndGivesThemBack() throws Exception {
    byte[] folder =
        zip("SKILL.md", "---\nname: plates\ndescription: Reads plates\n---\nRead the plate.");
    JsonNode skill =
        created(
            "/v1/skills/create", "{\"file_id\":\"" + uploaded("one", folder) + "\",\"name\":null}");
    String id = skill.path("id").asString();
    assertThat(skill.path("name").asString()).isEqualTo("plates");
    assertThat(skill.path("skill_version").isString()).isTrue();
    assertThat(skill.path("status").asString()).isEqualTo("completed");
    assertThat(json(get("/v1/skills/" + id))).isEqualTo(skill);
    assertThat(
            json(post("/v1/skills/lookup", "{\"name\":\"plates\",\"skill_version\":\"latest\"}")))
        .isEqualTo(skill);

    JsonNode download = json(get("/v1/skills/" + id + "/download"));
    assertThat(download.path("expires_in").isInt()).isTrue();
    HttpResponse<byte[]> content =
        fixture.client.send(
            HttpRequest.newBuilder(URI.create(download.path("download_url").asString())).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(content.statusCode()).isEqualTo(200);
    assertThat(content.body()).isEqualTo(folder);
    assertThat(content.headers().firstValue("Content-Type")).contains("application/zip");
    assertThat(
            new ZipInputStream(new ByteArrayInputStream(content.body())).getNextEntry().getName())
        .isEqualTo("SKILL.md");

    JsonNode updated =
        json(post("/v1/skills/" + id + "/update", "{\"description\":\"Reads number plates\"}"));
    assertThat(updated.path("skill_version")).isNotEqualTo(skill.path("skill_version"));
    created("/v1/skills/create", "{\"prompt\":\"Count the birds\",\"name\":\"birds\"}");
    assertThat(json(get("/v1/skills?limit=1000&offset=0&order_by=name&descending=False")))
        .hasSize(3);
    assertThat(
            json(get("/v1/skills?grouped=True&order_by=name&descending=False"))
                .valueStream()
                .map(s -> s.path("name").asString()))
        .containsExactly("birds", "plates");
    assertThat(get("/v1/skills?order_by=size").statusCode()).isEqualTo(422);
    assertThat(get("/v1/skills?grouped=maybe").statusCode()).isEqualTo(422);
  }

  @Test
  void robustness50_aSkillOfAnotherKeyDoesNotExist() throws Exception {
    String id =
        created("/v1/skills/create", "{\"prompt\":\"Count the birds\",\"name\":\"birds\"}")
            .path("id")
            .asString();
    for (String path : new String[] {"", "/download"}) {
      assertThat(fixture.get("/v1/skills/" + id + path, "Authorization", "Bearer two").statusCode())
          .isEqualTo(404);
    }
    assertThat(
            fixture
                .post("/v1/skills/lookup", "{\"name\":\"birds\"}", "Authorization", "Bearer two")
                .statusCode())
        .isEqualTo(404);
    assertThat(json(fixture.get("/v1/skills", "Authorization", "Bearer two"))).isEmpty();
    assertThat(
            fixture
                .post(
                    "/v1/agent/execute",
                    "{\"config\":{\"skills\":[{\"skill_id\":\"" + id + "\"}]}}",
                    "Authorization",
                    "Bearer two")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void robustness50_refusesAHostileZip() throws Exception {
    String file = uploaded("one", zip("SKILL.md", "x", "../outside.txt", "x"));
    HttpResponse<String> response =
        post("/v1/skills/create", "{\"file_id\":\"" + file + "\",\"name\":\"x\"}");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(response).path("error").path("message").asString()).contains("leads out");
    assertThat(json(get("/v1/skills"))).isEmpty();
  }

  // --- webhooks

  @Test
  void tellsTheEndSigned() throws Exception {
    JsonNode done = executed("{\"config\":{\"prompt\":\"x\"},\"callback_url\":\"" + hook() + "\"}");
    Call call = calls.poll(60, TimeUnit.SECONDS);
    assertThat(call).isNotNull();
    assertThat(Json.parse(call.body())).isEqualTo(done);
    assertThat(call.headers().get("X-rigel-delivery")).hasSize(1);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(call.headers().get("X-vlmrun-signature"))
        .containsExactly("sha256=" + HexFormat.of().formatHex(mac.doFinal(call.body())));
  }

  @Test
  void robustness60_aReceiverThatFailsIsCalledAgainWithTheSameDelivery() throws Exception {
    statuses.add(500);
    executed("{\"config\":{\"prompt\":\"x\"},\"callback_url\":\"" + hook() + "\"}");
    Call first = calls.poll(60, TimeUnit.SECONDS);
    Call second = calls.poll(60, TimeUnit.SECONDS);
    assertThat(first).isNotNull();
    assertThat(second).isNotNull();
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().get("X-rigel-delivery"))
        .isEqualTo(first.headers().get("X-rigel-delivery"));
  }

  @Test
  void aHeldRunTellsNobody() throws Exception {
    post(
        "/v1/agent/execute",
        "{\"batch\":false,\"config\":{\"prompt\":\"x\"},\"callback_url\":\"" + hook() + "\"}");
    // One that is told comes after it.
    executed("{\"config\":{\"prompt\":\"told\"},\"callback_url\":\"" + hook() + "\"}");
    assertThat(calls.poll(60, TimeUnit.SECONDS)).isNotNull();
    assertThat(calls).isEmpty();
  }
}
