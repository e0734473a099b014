package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.server.settings.Setting;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final String BODY = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private ServerFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture =
        new ServerFixture(
            Map.of(Setting.API_KEYS, "k1,k2", Setting.CORS_ORIGINS, "https://app.example"));
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/openai/models",
        "/v1/openai/models/vlmrun-orion-1",
        "/v1/artifacts",
        "/v1/artifacts/list",
        "/v1/artifacts/a/b",
        "/v1/openai/chat/completions",
        "/v1/datasets",
        "/",
        "/nowhere",
        "/metrics",
        "/v1/signed",
        "/v1/openai/models?key=k1",
        "/v1/openai/models?api_key=k1"
      })
  void robustness9_answers401EverywhereWithoutAnAcceptedKey(String path) throws Exception {
    for (String[] headers :
        List.of(
            new String[] {},
            new String[] {"Authorization", "Bearer nope"},
            new String[] {"Authorization", "Bearer "},
            new String[] {"Authorization", "Bearer"},
            new String[] {"Authorization", "k1"},
            new String[] {"Authorization", "Basic k1"},
            new String[] {"X-Api-Key", "nope"},
            new String[] {"X-Api-Key", ""},
            new String[] {"Authorization", "Bearer nope", "X-Api-Key", "k1"})) {
      HttpResponse<String> response = fixture.get(path, headers);
      assertThat(response.statusCode()).as(path + String.join(" ", headers)).isEqualTo(401);
      assertThat(response.headers().firstValue("www-authenticate")).contains("Bearer");
      assertThat(response.body())
          .contains("\"detail\":\"", "\"type\":\"authentication_error\"", "\"id\":\"req_");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
  void robustness9_answers401ToEveryMethodWithoutAKey(String method) throws Exception {
    for (String path :
        List.of(
            "/v1/openai/chat/completions",
            "/v1/chat/completions",
            "/v1/openai/models",
            "/v1/artifacts",
            "/nowhere")) {
      HttpResponse<String> response =
          fixture.send(
              fixture
                  .request(path)
                  .method(method, HttpRequest.BodyPublishers.ofString(BODY))
                  .build());
      assertThat(response.statusCode()).as(method + " " + path).isEqualTo(401);
    }
    assertThat(fixture.agent.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health/../v1/openai/models",
        "/health/%2e%2e/v1/openai/models",
        "/health%2f..%2fv1%2fopenai%2fmodels",
        "/health;/v1/openai/models",
        "/v1/openai/models;a=/health",
        "/v1/signed/x/../../openai/models",
        "//v1/openai/models",
        "/v1/openai/./models"
      })
  void robustness9_isNotGotRoundByOddPaths(String path) throws Exception {
    try (RawConnection connection = new RawConnection(fixture.server.address())) {
      assertThat(
              connection
                  .say("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .everything())
          .matches("(?s)HTTP/1.1 (400|401) .*")
          .doesNotContain("orion");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/v1/health", "/v1//health"})
  void answersHealthWithoutAKeyButNotWithAWrongOne(String path) throws Exception {
    assertThat(fixture.get(path).statusCode()).isEqualTo(200);
    assertThat(fixture.get(path, "Authorization", "Bearer k2").statusCode()).isEqualTo(200);
    assertThat(fixture.get(path, "Authorization", "Bearer nope").statusCode()).isEqualTo(401);
    assertThat(fixture.get(path, "Authorization", "Bearer ").statusCode()).isEqualTo(401);
  }

  @Test
  void takesEveryAcceptedKeyInBothHeaders() throws Exception {
    assertThat(fixture.chat(BODY, "Authorization", "Bearer k1").statusCode()).isEqualTo(200);
    assertThat(fixture.chat(BODY, "authorization", "bearer  k2").statusCode()).isEqualTo(200);
    assertThat(fixture.chat(BODY, "X-Api-Key", "k1").statusCode()).isEqualTo(200);

    List<String> tenants = fixture.agent.callers.stream().map(c -> c.tenant()).toList();
    assertThat(tenants.get(0)).isEqualTo(tenants.get(2)).isNotEqualTo(tenants.get(1));
    assertThat(tenants).noneMatch(t -> t.contains("k1") || t.equals("local") || t.isEmpty());
  }

  @Test
  void letsAllowedPagesIn() throws Exception {
    var preflight =
        fixture.send(
            fixture
                .request("/v1/openai/chat/completions")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .headers(
                    "Origin", "https://app.example",
                    "Access-Control-Request-Method", "POST",
                    "Access-Control-Request-Headers", "authorization,content-type")
                .build());
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("access-control-allow-origin"))
        .contains("https://app.example");
    assertThat(preflight.headers().firstValue("access-control-allow-headers"))
        .contains("authorization,content-type");

    var call = fixture.chat(BODY, "Authorization", "Bearer k1", "Origin", "https://app.example");
    assertThat(call.headers().firstValue("access-control-allow-origin"))
        .contains("https://app.example");

    var foreign =
        fixture.chat(BODY, "Authorization", "Bearer k1", "Origin", "https://evil.example");
    assertThat(foreign.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @Test
  void withoutKeysOnlyThisMachineIsLetIn() throws Exception {
    try (ServerFixture open = new ServerFixture()) {
      assertThat(open.chat(BODY).statusCode()).isEqualTo(200);
      assertThat(open.chat(BODY, "Authorization", "Bearer anything").statusCode()).isEqualTo(200);
      assertThat(open.agent.callers).allMatch(c -> c.tenant().equals("local"));

      // A page in a browser on this machine, by its origin or by a name that points here.
      assertThat(open.chat(BODY, "Origin", "https://evil.example").statusCode()).isEqualTo(403);
      try (RawConnection connection = new RawConnection(open.server.address())) {
        assertThat(
                connection
                    .say(
                        "GET /v1/openai/models HTTP/1.1\r\nHost: rebound.example\r\n"
                            + "Connection: close\r\n\r\n")
                    .everything())
            .startsWith("HTTP/1.1 403");
      }
    }
  }
}
