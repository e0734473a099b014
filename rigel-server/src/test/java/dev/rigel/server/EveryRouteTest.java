package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.protocol.Json;
import dev.rigel.server.openapi.OpenApi;
import dev.rigel.server.settings.Setting;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What holds for every route that the OpenAPI document names. */
class EveryRouteTest {
  private static final JsonNode DOCUMENT = OpenApi.document();
  private static final String ABSENT = "00000000-0000-4000-8000-000000000000";
  private static final List<String> QUERY_TEXTS =
      List.of("zz", "5", " 5 ", "1.5", "1.0", "true", "No", "");

  /** A route and what the document says of it. */
  record Route(String method, String path, JsonNode operation) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private static ServerFixture fixture;

  /** Her things by the beginnings of the paths that lead to them. */
  private static final Map<String, String> HERS = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws Exception {
    fixture = new ServerFixture(Map.of(Setting.API_KEYS, Tenants.KEYS));
    Inventory inventory = Inventory.of(fixture, Tenants.ANNA, Tenants.tenant("k1"));
    HERS.put("/v1/files/hash/", md5(TestMedia.png()));
    HERS.put("/v1/files/", inventory.file());
    HERS.put("/v1/agents/", inventory.agent());
    HERS.put("/v1/agent/executions/", inventory.execution());
    HERS.put("/v1/skills/", inventory.skill());
    HERS.put("/v1/programs/", inventory.program());
    HERS.put("/v1/sessions/", Inventory.SESSION);
    HERS.put("/v1/runs/", Inventory.RUN);
  }

  @AfterAll
  static void stop() throws IOException {
    fixture.close();
  }

  static Stream<Route> routes() {
    List<Route> routes = new ArrayList<>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(operation -> !operation.getKey().startsWith("x-"))
                .forEach(operation ->
                    routes.add(
                        new Route(
                            operation.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            operation.getValue()))));
    return routes.stream();
  }

  private static HttpResponse<String> call(Route route, String path, String... headers)
      throws Exception {
    HttpRequest.BodyPublisher body =
        route.method().equals("POST")
            ? HttpRequest.BodyPublishers.ofString("{}")
            : HttpRequest.BodyPublishers.noBody();
    return fixture.send(
        ServerFixture.with(fixture.request(path).method(route.method(), body), headers).build());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void robustness9_needsAnAcceptedKeyUnlessTheDocumentSaysOtherwise(Route route) throws Exception {
    String path = route.path().replaceAll("\\{[^}]*}", ABSENT);
    boolean open = route.operation().path("security").valueStream().anyMatch(JsonNode::isEmpty);
    boolean always = open && route.operation().path("security").size() == 1;
    for (String[] headers :
        List.of(
            new String[] {},
            new String[] {"Authorization", "Bearer nope"},
            new String[] {"Authorization", "Bearer "},
            new String[] {"X-Api-Key", "nope"})) {
      boolean refused = !(always || open && headers.length == 0);
      int status = call(route, path, headers).statusCode();
      assertThat(status == 401).as(route + String.join(" ", headers)).isEqualTo(refused);
    }
    if (!open) {
      assertThat(call(route, path + "?key=k1&api_key=k1&access_token=k1").statusCode())
          .isEqualTo(401);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void robustness11_findsNothingUnderIdsThatLeadElsewhere(Route route) throws Exception {
    if (!route.path().contains("{")) {
      return;
    }
    for (String id :
        List.of(
            "..%2f..%2fetc%2fpasswd", "%2e%2e", "%00", "a%00b", "a%20b", "x".repeat(2_000), "'")) {
      try (RawConnection connection = new RawConnection(fixture.server.address())) {
        String answer =
            connection
                .say(
                    route.method()
                        + " "
                        + route.path().replaceAll("\\{[^}]*}", id)
                        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer k1\r\n"
                        + "Content-Length: 2\r\nConnection: close\r\n\r\n{}")
                .everything();
        assertThat(answer)
            .as(route + " " + id)
            .matches("(?s)HTTP/1.1 (400|403|404|405|422|501) .*")
            .contains("\"detail\":", "\"error\":");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void robustness12_knowsNothingThatBelongsToAnother(Route route) throws Exception {
    String path = ofAnna(route.path());
    if (path.isEmpty()) {
      return;
    }
    if (route.method().equals("GET")) {
      assertThat(call(route, path, Tenants.ANNA).statusCode()).as("hers: " + path).isEqualTo(200);
    }
    HttpResponse<String> foreign = call(route, path, Tenants.BERT);
    // A body that is wrong may be told before the id is looked at; it tells nothing of the id.
    assertThat(foreign.statusCode()).as(foreign.body()).isIn(404, 422);
    assertThat(foreign.statusCode())
        .isEqualTo(
            call(route, route.path().replaceAll("\\{[^}]*}", ABSENT), Tenants.BERT).statusCode());
  }

  /** The route to a thing of Anna's; empty where ids are not a tenant's. */
  private static String ofAnna(String path) {
    for (Map.Entry<String, String> thing : HERS.entrySet()) {
      if (path.startsWith(thing.getKey()) && path.contains("{")) {
        return path.replaceAll("\\{[^}]*}", thing.getValue());
      }
    }
    return "";
  }

  private static String md5(byte[] content) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
  }

  @Test
  void holdsEveryParameterOfAQueryToItsRules() throws Exception {
    PydanticFaults faults = new PydanticFaults();
    List<String> wrong = new ArrayList<>();
    for (Route route : routes().filter(r -> r.method().equals("GET")).toList()) {
      for (JsonNode reference : route.operation().path("parameters")) {
        JsonNode parameter = Contract.OPEN_API.resolved(reference);
        if (!parameter.path("in").asString().equals("query")) {
          continue;
        }
        FieldSchema.Branch rules =
            FieldSchema.of(parameter.path("schema"), DOCUMENT.at("/components/schemas"))
                .branches()
                .getFirst();
        String name = parameter.path("name").asString();
        String kind =
            rules.kind().equals("literal") && !rules.name().isEmpty() ? "enum" : rules.kind();
        for (String text : QUERY_TEXTS) {
          String fault = faults.fault(kind, Json.object().put("x", text).get("x")).orElse("");
          String path = ofAnna(route.path());
          HttpResponse<String> answer =
              call(
                  route,
                  (path.isEmpty() ? route.path().replaceAll("\\{[^}]*}", Inventory.RUN) : path)
                      + "?"
                      + name
                      + "="
                      + URLEncoder.encode(text, StandardCharsets.UTF_8),
                  Tenants.ANNA);
          boolean right =
              fault.isEmpty()
                  ? answer.statusCode() < 500
                  : answer.statusCode() == 422
                      && answer.body().contains("\"loc\":[\"query\",\"" + name + "\"]")
                      && answer.body().contains("\"type\":\"" + fault + "\"");
          if (!right) {
            wrong.add(route + "?" + name + "=" + text + " wants " + fault + ": " + answer.body());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
