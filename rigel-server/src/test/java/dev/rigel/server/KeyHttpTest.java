package dev.rigel.server;

import static dev.rigel.server.ServerFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsException;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.server.signed.AdministrationTokens;
import dev.rigel.server.signed.SignedTokens;
import dev.rigel.store.Store;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Keys that are made and revoked while the server runs, their limits, and who sees what. */
class KeyHttpTest {
  private static final String CHAT = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private ServerFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new ServerFixture(Map.of(Setting.CORS_ORIGINS, "https://app.example"));
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private static String[] bearer(JsonNode key) {
    return new String[] {"Authorization", "Bearer " + key.path("key").asString()};
  }

  private JsonNode made(String body, String... headers) throws Exception {
    HttpResponse<String> response = fixture.post("/v1/keys", body, headers);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return json(response);
  }

  private JsonNode admin() throws Exception {
    return made("{\"name\":\"admin\",\"tenant\":\"local\",\"scopes\":[\"use\",\"admin\"]}");
  }

  // --- making and revoking

  @Test
  void fromTheFirstKeyOnRequestsNeedOne() throws Exception {
    assertThat(fixture.get("/v1/files").statusCode()).isEqualTo(200);
    JsonNode admin = admin();
    assertThat(admin.path("key").asString()).matches("rgl_[A-Za-z0-9_-]{43}");
    assertThat(fixture.get("/v1/files").statusCode()).isEqualTo(401);
    assertThat(fixture.get("/v1/files", bearer(admin)).statusCode()).isEqualTo(200);
    assertThat(fixture.get("/v1/health").statusCode()).isEqualTo(200);
    assertThat(fixture.get("/v1/health", "Authorization", "Bearer nope").statusCode())
        .isEqualTo(401);

    JsonNode list = json(fixture.get("/v1/keys", bearer(admin)));
    assertThat(list).hasSize(1);
    assertThat(list.path(0).has("key")).isFalse();
    assertThat(list.toString()).doesNotContain(admin.path("key").asString());
    assertThat(list.path(0).path("id")).isEqualTo(admin.path("id"));
    assertThat(list.path(0).path("scopes").toString()).isEqualTo("[\"use\",\"admin\"]");
    assertThat(fixture.store.keys().keys().getFirst().hash())
        .isNotEqualTo(admin.path("key").asString())
        .hasSize(64);
  }

  @Test
  void aRevokedKeyEndsAtOnceAndNothingOpensByItself() throws Exception {
    JsonNode admin = admin();
    JsonNode user = made("{\"name\":\"u\"}", bearer(admin));
    assertThat(fixture.get("/v1/files", bearer(user)).statusCode()).isEqualTo(200);
    HttpResponse<String> revoked =
        fixture.delete("/v1/keys/" + user.path("id").asString(), bearer(admin));
    assertThat(revoked.statusCode()).isEqualTo(200);
    assertThat(json(revoked).path("revoked_at").isString()).isTrue();
    assertThat(fixture.get("/v1/files", bearer(user)).statusCode()).isEqualTo(401);
    assertThat(fixture.delete("/v1/keys/" + user.path("id").asString(), bearer(admin)).statusCode())
        .isEqualTo(404);
    assertThat(fixture.delete("/v1/keys/..%2fx", bearer(admin)).statusCode()).isIn(400, 404);

    fixture.delete("/v1/keys/" + admin.path("id").asString(), bearer(admin));
    assertThat(fixture.get("/v1/files").statusCode()).isEqualTo(401);
    assertThat(fixture.get("/v1/keys", bearer(admin)).statusCode()).isEqualTo(401);
  }

  @Test
  void aKeyThatAnotherProcessRevokedEndsWithinSeconds() throws Exception {
    JsonNode admin = admin();
    JsonNode user = made("{}", bearer(admin));
    assertThat(fixture.get("/v1/files", bearer(user)).statusCode()).isEqualTo(200);
    fixture.store.keys().revoke(user.path("id").asString(), Instant.now());
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (fixture.get("/v1/files", bearer(user)).statusCode() != 401) {
      assertThat(System.nanoTime()).isLessThan(until);
      Thread.sleep(100);
    }
  }

  @Test
  void onlyAdministratorsManageKeys() throws Exception {
    JsonNode admin = admin();
    JsonNode user = made("{\"name\":\"u\"}", bearer(admin));
    assertThat(user.path("scopes").toString()).isEqualTo("[\"use\"]");
    for (HttpResponse<String> response :
        List.of(
            fixture.get("/v1/keys", bearer(user)),
            fixture.post("/v1/keys", "{\"scopes\":[\"admin\"]}", bearer(user)),
            fixture.delete("/v1/keys/" + admin.path("id").asString(), bearer(user)))) {
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).contains("scope admin", "permission_error");
    }
    assertThat(fixture.get("/v1/keys").statusCode()).isEqualTo(401);
  }

  @Test
  void theBareModelIsForAdministrators() throws Exception {
    String bare =
        "{\"model\":\"rigel-embedded\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    assertThat(fixture.chat(bare).statusCode()).isEqualTo(200);
    JsonNode admin = admin();
    JsonNode user = made("{}", bearer(admin));
    assertThat(fixture.chat(bare, bearer(user)).statusCode()).isEqualTo(403);
    assertThat(fixture.chat(bare, bearer(admin)).statusCode()).isEqualTo(200);
    assertThat(fixture.chat(CHAT, bearer(user)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"name\":5}",
        "{\"tenant\":\"\"}",
        "{\"tenant\":\"a b\"}",
        "{\"tenant\":7}",
        "{\"scopes\":[\"root\"]}",
        "{\"scopes\":\"admin\"}",
        "{\"scopes\":[1]}",
        "{\"limits\":[]}",
        "{\"limits\":{\"requests_per_minute\":-1}}",
        "{\"limits\":{\"requests_per_minute\":\"many\"}}",
        "{\"limits\":{\"concurrent_runs\":1.5}}",
        "{\"limits\":{\"bytes_per_day\":-1}}",
        "{\"limits\":{\"credits_per_month\":-0.1}}",
      })
  void namesWhatIsWrongWithAKey(String body) throws Exception {
    HttpResponse<String> response = fixture.post("/v1/keys", body);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(response).path("detail").path(0).path("loc").path(0).asString())
        .isEqualTo("body");
    // A wrong wish has closed nothing.
    assertThat(fixture.get("/v1/files").statusCode()).isEqualTo(200);
  }

  @Test
  void whoCanReadTheDataFolderCanManageItsServer() throws Exception {
    JsonNode admin = admin();
    fixture.delete("/v1/keys/" + admin.path("id").asString(), bearer(admin));
    SignedTokens tokens = SignedTokens.of(fixture.folder(), Clock.systemUTC());
    String[] local = {"Authorization", "Bearer " + new AdministrationTokens(tokens).create()};
    assertThat(fixture.get("/v1/keys", local).statusCode()).isEqualTo(200);
    JsonNode user = made("{\"tenant\":\"local\"}", local);
    assertThat(fixture.get("/v1/files", bearer(user)).statusCode()).isEqualTo(200);

    Clock hourAgo = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
    String late = new AdministrationTokens(SignedTokens.of(fixture.folder(), hourAgo)).create();
    String foreign =
        new AdministrationTokens(new SignedTokens(new byte[32], Clock.systemUTC())).create();
    for (String wrong : new String[] {late, foreign, "rigel-local.", "rigel-local.abc"}) {
      assertThat(fixture.get("/v1/keys", "Authorization", "Bearer " + wrong).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void aServerForTheNetworkNeedsAKeyOfEitherKind(@TempDir Path folder) {
    RigelSettings settings =
        SettingsReader.read(
            Optional.empty(),
            Map.of("HOME", folder.toString()),
            Map.of(Setting.HOST, "0.0.0.0", Setting.PORT, "0", Setting.DATA, folder.toString()));
    RunningRigel.ServicesMaker maker =
        (_, store, urls) ->
            new Services(
                new FakeAgent(),
                TestRigel.shared().services(store, urls).programs(),
                TestMedia.tools(),
                TestMedia::schema,
                () -> ServedModels.of(8_192, List.of("grammar"), true));
    assertThatThrownBy(() -> RunningRigel.start(settings, maker, List::of))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("rigel keys create")
        .hasMessageContaining("RIGEL_API_KEYS");
    try (Store store = Store.open(folder)) {
      store
          .keys()
          .add(
              new dev.rigel.agent.port.StoredKey(
                  "key_1",
                  "t",
                  "",
                  "0".repeat(64),
                  java.util.Set.of(dev.rigel.agent.port.StoredKey.Scope.USE),
                  dev.rigel.agent.port.StoredKey.Limits.NONE,
                  Instant.now(),
                  Optional.empty()));
    }
    RunningRigel.start(settings, maker, List::of).close();
  }

  // --- tenants

  @Test
  void keysOfOneTenantShareAndOthersSeeNothing() throws Exception {
    JsonNode admin = admin();
    JsonNode one = made("{\"tenant\":\"lab\"}", bearer(admin));
    JsonNode two = made("{\"tenant\":\"lab\"}", bearer(admin));
    JsonNode other = made("{}", bearer(admin));
    assertThat(other.path("tenant").asString()).isEqualTo(other.path("id").asString());

    JsonNode program =
        json(fixture.post("/v1/programs", "{\"program\":\"answer(\\\"x\\\")\"}", bearer(one)));
    String path = "/v1/programs/" + program.path("id").asString();
    assertThat(fixture.get(path, bearer(two)).statusCode()).isEqualTo(200);
    assertThat(fixture.get(path, bearer(other)).statusCode()).isEqualTo(404);
    // Not even an administrator of another tenant.
    assertThat(fixture.get(path, bearer(admin)).statusCode()).isEqualTo(404);
  }

  // --- limits

  private JsonNode limited(JsonNode admin, String limits) throws Exception {
    return made("{\"tenant\":\"lab\",\"limits\":{" + limits + "}}", bearer(admin));
  }

  @Test
  void countsRequestsAMinuteAndSaysSo() throws Exception {
    JsonNode admin = admin();
    JsonNode user = limited(admin, "\"requests_per_minute\":3");
    for (int left = 2; left >= 0; left--) {
      HttpResponse<String> response = fixture.get("/v1/files", bearer(user));
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("x-ratelimit-limit-requests")).contains("3");
      assertThat(response.headers().firstValue("x-ratelimit-reset-requests").orElseThrow())
          .matches("(\\d+m)?\\d+s|\\d+ms");
      assertThat(response.headers().firstValue("x-ratelimit-remaining-requests").orElseThrow())
          .matches("[0-2]");
    }
    // A token comes back every 20 seconds: a machine that is slow enough may have got one.
    HttpResponse<String> refused = fixture.get("/v1/files", bearer(user));
    for (int i = 0; i < 5 && refused.statusCode() == 200; i++) {
      refused = fixture.get("/v1/files", bearer(user));
    }
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("x-ratelimit-remaining-requests")).contains("0");
    assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1, 20);
    assertThat(refused.body()).contains("rate_limit_error", "3 requests a minute");
    // Neither another key of the tenant nor health is held up.
    assertThat(fixture.get("/v1/files", bearer(admin)).statusCode()).isEqualTo(200);
    assertThat(fixture.get("/v1/health", bearer(user)).statusCode()).isEqualTo(200);
    assertThat(fixture.get("/v1/files", bearer(admin)).headers().map().keySet())
        .noneMatch(name -> name.startsWith("x-ratelimit"));
  }

  @Test
  void holdsRunsAtTheSameTime() throws Exception {
    JsonNode admin = admin();
    JsonNode user = limited(admin, "\"concurrent_runs\":1");
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    fixture.agent.will((request, _, listener, _) -> {
      String id = FakeAgent.id();
      String session = UUID.randomUUID().toString();
      listener.started(id, session);
      running.countDown();
      try {
        goOn.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return FakeAgent.answer(request, id, session, "done");
    });
    var first =
        fixture.client.sendAsync(
            ServerFixture.with(fixture.request("/v1/openai/chat/completions"), bearer(user))
                .POST(HttpRequest.BodyPublishers.ofString(CHAT))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
    HttpResponse<String> second = fixture.chat(CHAT, bearer(user));
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.headers().firstValue("Retry-After")).isPresent();
    // What is no run goes on.
    assertThat(fixture.get("/v1/files", bearer(user)).statusCode()).isEqualTo(200);
    goOn.countDown();
    assertThat(first.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(fixture.chat(CHAT, bearer(user)).statusCode()).isEqualTo(200);
  }

  @Test
  void countsBytesADayInBodiesAndUploads() throws Exception {
    JsonNode admin = admin();
    JsonNode user = limited(admin, "\"bytes_per_day\":2000");
    HttpResponse<String> tooMuch =
        fixture.chat(CHAT.replace("hi", "x".repeat(3_000)), bearer(user));
    assertThat(tooMuch.statusCode()).isEqualTo(429);
    assertThat(tooMuch.headers().firstValue("Retry-After")).isPresent();
    assertThat(fixture.chat(CHAT, bearer(user)).statusCode()).isEqualTo(200);

    // A URL that needs no key counts on the key that it was made with.
    String url =
        json(fixture.post("/v1/files/presigned-url", "{\"filename\":\"a.bin\"}", bearer(user)))
            .path("url")
            .asString();
    assertThat(put(url, new byte[1_000])).isEqualTo(200);
    String second =
        json(fixture.post("/v1/files/presigned-url", "{\"filename\":\"b.bin\"}", bearer(user)))
            .path("url")
            .asString();
    assertThat(put(second, new byte[1_000])).isEqualTo(429);
    // With the key its URLs end.
    fixture.delete("/v1/keys/" + user.path("id").asString(), bearer(admin));
    assertThat(put(second, new byte[1])).isEqualTo(403);
  }

  private int put(String url, byte[] content) throws Exception {
    return fixture
        .send(
            HttpRequest.newBuilder(URI.create(url))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                .build())
        .statusCode();
  }

  @Test
  void endsRunsWhenTheMonthsCreditsAreUsedUp() throws Exception {
    JsonNode admin = admin();
    JsonNode user = limited(admin, "\"credits_per_month\":5");
    spend(
        Instant.now()
            .atZone(ZoneOffset.UTC)
            .withDayOfMonth(1)
            .toInstant()
            .minus(Duration.ofDays(2)),
        100);
    assertThat(fixture.chat(CHAT, bearer(user)).statusCode()).isEqualTo(200);
    spend(Instant.now(), 5);
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    HttpResponse<String> refused = fixture.chat(CHAT, bearer(user));
    while (refused.statusCode() == 200 && System.nanoTime() < until) {
      Thread.sleep(100);
      refused = fixture.chat(CHAT, bearer(user));
    }
    assertThat(refused.statusCode()).isEqualTo(402);
    assertThat(refused.body()).contains("credits_used_up");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(fixture.get("/v1/files", bearer(user)).statusCode()).isEqualTo(200);
  }

  private void spend(Instant at, double credits) {
    fixture
        .store
        .sessions()
        .commit(
            new TurnRecord(
                "lab",
                UUID.randomUUID().toString(),
                "chatcmpl-" + UUID.randomUUID(),
                at,
                false,
                List.of(),
                List.of(),
                "",
                "{}",
                "{}",
                new TurnUsage(0, 0, credits),
                Optional.empty()));
  }

  // --- browsers

  private HttpResponse<String> preflight(String origin, String method) throws Exception {
    return fixture.send(
        fixture
            .request("/v1/files/abc")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .headers(
                "Origin", origin,
                "Access-Control-Request-Method", method,
                "Access-Control-Request-Headers", "authorization,x-client-id")
            .build());
  }

  @Test
  void aBrowserMayDeleteAndReadTheLimits() throws Exception {
    JsonNode admin = admin();
    HttpResponse<String> allowed = preflight("https://app.example", "DELETE");
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
        .contains("GET", "POST", "PUT", "DELETE");
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers"))
        .contains("authorization,x-client-id");
    assertThat(allowed.headers().firstValue("Access-Control-Max-Age")).isPresent();
    assertThat(allowed.headers().firstValue("Vary")).contains("Origin");

    HttpResponse<String> foreign = preflight("https://evil.example", "DELETE");
    assertThat(foreign.statusCode()).isEqualTo(401);
    assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();

    HttpResponse<String> call =
        fixture.send(
            ServerFixture.with(fixture.request("/v1/files"), bearer(admin))
                .header("Origin", "https://app.example")
                .build());
    assertThat(call.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
        .contains(
            "x-request-id",
            "Retry-After",
            "x-ratelimit-limit-requests",
            "x-ratelimit-remaining-requests",
            "x-ratelimit-reset-requests");
    // Refusals can be read too.
    HttpResponse<String> refused =
        fixture.send(fixture.request("/v1/files").header("Origin", "https://app.example").build());
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://app.example");
  }

  @Test
  void everyPageMayCallWhereAStarSaysSo() throws Exception {
    fixture.close();
    fixture = new ServerFixture(Map.of(Setting.CORS_ORIGINS, "*", Setting.API_KEYS, "k1"));
    HttpResponse<String> allowed = preflight("https://anything.example", "PUT");
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://anything.example");
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void aStoredKeyIsNoSecretOfTheDisk() throws Exception {
    JsonNode admin = admin();
    String secret = admin.path("key").asString();
    try (var files = Files.walk(fixture.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(secret);
      }
    }
  }
}
