package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rigel.protocol.Json;
import dev.rigel.server.openapi.OpenApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document as a judge: what was sent and answered must be as it says. Answers may have
 * no field that it does not name; requests may, because unknown fields are ignored.
 */
final class Contract {
  /** One for all tests. */
  static final Contract OPEN_API = new Contract(OpenApi.document());

  private static final ExecutionConfig STRICT =
      ExecutionConfig.builder().formatAssertionsEnabled(true).build();

  /** A path with its methods. */
  private record Path(List<String> segments, JsonNode operations) {
    boolean fits(List<String> asked) {
      if (asked.size() != segments.size()) {
        return false;
      }
      for (int i = 0; i < asked.size(); i++) {
        if (!segments.get(i).startsWith("{") && !segments.get(i).equals(asked.get(i))) {
          return false;
        }
      }
      return true;
    }

    long open() {
      return segments.stream().filter(segment -> segment.startsWith("{")).count();
    }
  }

  private final JsonNode document;
  private final List<Path> paths = new ArrayList<>();
  private final JsonNode requestSchemas;
  private final JsonNode answerSchemas;
  private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

  Contract(JsonNode document) {
    this.document = document;
    this.requestSchemas = document.at("/components/schemas");
    this.answerSchemas = closed(requestSchemas.deepCopy());
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      paths.add(new Path(segments(path.getKey()), path.getValue()));
      path.getValue()
          .path("x-also")
          .forEach(other -> paths.add(new Path(segments(other.asString()), path.getValue())));
    }
    paths.sort(Comparator.comparingLong(Path::open));
  }

  /** What went over the wire; bodies that are no JSON are empty. */
  record Recorded(
      String method,
      String path,
      Optional<JsonNode> sent,
      int status,
      Optional<String> contentType,
      Optional<String> requestId,
      String answer) {}

  /** Fails the test when an exchange is not as the document says. */
  void check(Recorded exchange) {
    if (exchange.method().equals("OPTIONS")) {
      return;
    }
    assertThat(exchange.requestId()).as("x-request-id of %s", exchange.path()).isPresent();
    if (exchange.method().equals("HEAD")) {
      return;
    }
    Optional<JsonNode> operation = operation(exchange.method(), exchange.path());
    if (operation.isEmpty()) {
      // Paths and methods that are not there, and refusals before any route is found.
      assertThat(exchange.status()).as(exchange.path()).isBetween(400, 499);
      checkError(exchange);
      return;
    }
    checkAnswer(operation.get(), exchange);
    if (exchange.status() < 300 && exchange.sent().isPresent()) {
      requestSchema(operation.get())
          .ifPresent(schema ->
              assertThat(violations(schema, requestSchemas, exchange.sent().get()))
                  .as("sent and taken: %s %s", exchange.method(), exchange.path())
                  .isEmpty());
    }
  }

  private void checkError(Recorded exchange) {
    assertThat(exchange.contentType()).contains("application/json");
    assertThat(violations(reference("Error"), answerSchemas, Json.parse(exchange.answer())))
        .as("answer to %s %s", exchange.method(), exchange.path())
        .isEmpty();
  }

  private void checkAnswer(JsonNode operation, Recorded exchange) {
    JsonNode responses = operation.path("responses");
    String status = Integer.toString(exchange.status());
    if (!responses.has(status)) {
      assertThat(exchange.status())
          .as("%s %s answered something undocumented", exchange.method(), exchange.path())
          .isGreaterThanOrEqualTo(400);
      checkError(exchange);
      return;
    }
    String type = exchange.contentType().orElse("").replaceFirst(";.*", "");
    JsonNode content = resolved(responses.path(status)).path("content");
    if (content.has("*/*")) {
      return;
    }
    if (content.isEmpty()) {
      assertThat(exchange.answer()).as("answer of %s", exchange.path()).isEmpty();
      return;
    }
    assertThat(content.has(type))
        .as("%s %s answered with %s", exchange.method(), exchange.path(), type)
        .isTrue();
    switch (type) {
      case "application/json" ->
          assertThat(
                  violations(
                      content.path(type).path("schema"),
                      answerSchemas,
                      Json.parse(exchange.answer())))
              .as("answer to %s %s: %s", exchange.method(), exchange.path(), exchange.answer())
              .isEmpty();
      case "text/event-stream" -> checkStream(exchange);
      default -> assertThat(exchange.answer()).isNotEmpty();
    }
  }

  private void checkStream(Recorded exchange) {
    List<String> lines = ServerFixture.data(exchange.answer());
    for (String line : lines) {
      if (line.equals("[DONE]")) {
        continue;
      }
      JsonNode chunk = Json.parse(line);
      assertThat(
              violations(
                  reference(chunk.has("error") ? "StreamError" : "ChatCompletionChunk"),
                  answerSchemas,
                  chunk))
          .as("chunk %s", line)
          .isEmpty();
    }
  }

  /** The operation that answers a request; empty when there is none. */
  Optional<JsonNode> operation(String method, String path) {
    List<String> asked = segments(path);
    return paths.stream()
        .filter(candidate -> candidate.fits(asked))
        .map(candidate -> candidate.operations().path(method.toLowerCase(Locale.ROOT)))
        .filter(operation -> !operation.isMissingNode())
        .findFirst();
  }

  /** The schema of the JSON that an operation takes. */
  Optional<JsonNode> requestSchema(JsonNode operation) {
    return Optional.of(operation.at("/requestBody/content/application~1json/schema"))
        .filter(schema -> !schema.isMissingNode());
  }

  /** Whether a request's body is as its schema says. */
  boolean takes(JsonNode schema, JsonNode body) {
    return violations(schema, requestSchemas, body).isEmpty();
  }

  JsonNode resolved(JsonNode node) {
    return node.has("$ref")
        ? resolved(document.at(node.path("$ref").asString().substring(1)))
        : node;
  }

  private static ObjectNode reference(String schema) {
    return Json.object().put("$ref", "#/components/schemas/" + schema);
  }

  private List<String> violations(JsonNode schema, JsonNode schemas, JsonNode value) {
    String key = (schemas == answerSchemas ? "answer " : "request ") + schema;
    return compiled
        .computeIfAbsent(key, _ -> compile(schema, schemas))
        .validate(value, context -> context.setExecutionConfig(STRICT))
        .stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  private static Schema compile(JsonNode schema, JsonNode schemas) {
    ObjectNode root = Json.object();
    // The keyword under which definitions may stand; the document has them elsewhere.
    root.set("$defs", schemas);
    root.putArray("allOf").add(schema);
    String text = Json.text(root).replace("#/components/schemas/", "#/$defs/");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Json.parse(text));
  }

  /** Objects whose fields are named have no others. */
  private static JsonNode closed(JsonNode schema) {
    schema.forEach(Contract::closed);
    if (schema instanceof ObjectNode object
        && object.path("type").toString().contains("object")
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    return schema;
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }
}
