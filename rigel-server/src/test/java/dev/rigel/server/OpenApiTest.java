package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.protocol.Json;
import dev.rigel.server.openapi.OpenApi;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The description of the server is true: it names every route and no other. */
class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");
  private static final JsonNode DOCUMENT = OpenApi.document();

  private ServerFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new ServerFixture();
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  @Test
  void describesEveryRouteAndNoOther() {
    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : DOCUMENT.path("paths").properties()) {
      for (String method : path.getValue().propertyNames()) {
        if (METHODS.contains(method)) {
          described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + unnamed(path.getKey()));
          path.getValue()
              .path("x-also")
              .forEach(other ->
                  described.add(
                      method.toUpperCase(java.util.Locale.ROOT) + " " + unnamed(other.asString())));
        }
      }
    }
    Set<String> routes = new TreeSet<>();
    fixture.server.routes().forEach(route -> routes.add(unnamed(route)));

    assertThat(described).isEqualTo(routes);
  }

  private static String unnamed(String path) {
    return path.replaceAll("\\{[^}]*}", "{}");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(DOCUMENT.findValues("$ref"))
        .isNotEmpty()
        .allSatisfy(reference ->
            assertThat(DOCUMENT.at(reference.asString().substring(1)).isMissingNode())
                .as(reference.asString())
                .isFalse());
  }

  @Test
  void everyOperationHasANameOfItsOwnAndSaysHowItFails() {
    Set<String> names = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : DOCUMENT.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          assertThat(names.add(operation.getValue().path("operationId").asString()))
              .as(path.getKey())
              .isTrue();
          assertThat(operation.getValue().path("responses").has("default"))
              .as(path.getKey())
              .isTrue();
        }
      }
    }
  }

  @Test
  void isServedAsJsonAndAsAPageThatLoadsNothing() throws Exception {
    HttpResponse<String> json = fixture.get("/openapi.json");
    assertThat(json.statusCode()).isEqualTo(200);
    assertThat(Json.parse(json.body().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo(DOCUMENT);

    HttpResponse<String> page = fixture.get("/docs");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'");
    assertThat(page.body())
        .contains("/v1/openai/chat/completions", "id=\"ChatCompletionRequest\"")
        .doesNotContain("<script", "src=");
  }
}
