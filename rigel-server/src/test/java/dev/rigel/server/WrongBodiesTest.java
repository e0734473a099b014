package dev.rigel.server;

import static dev.rigel.server.ServerFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.protocol.Json;
import dev.rigel.server.openapi.OpenApi;
import dev.rigel.server.settings.Setting;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every field of every request, wrong in every way, is answered as pydantic and FastAPI would, or
 * taken where the contract is more lenient. The cases are made of the OpenAPI document and its
 * examples: a field that is added there without an example or a limit fails here.
 */
class WrongBodiesTest {
  private static final JsonNode DOCUMENT = OpenApi.document();
  private static final JsonNode SCHEMAS = DOCUMENT.at("/components/schemas");

  /** Texts without a limit of their own: the body's limit is theirs. */
  private static final Set<String> AS_LONG_AS_A_BODY =
      Set.of(
          "Address.url",
          "ImageAddress.url",
          "VideoUrlPart.video_url",
          "AudioUrlPart.audio_url",
          "FileUrlPart.file_url",
          "DocumentUrlPart.document_url",
          "ImageUrlPart.image_url",
          "InputFilePart.file_url",
          "FileContent.file_data",
          "AudioContent.data",
          "FunctionCall.arguments",
          "FunctionDefinition.description",
          "InlineSkill.bundle",
          "SkillSource.data",
          "PredictionRequest.images[]",
          "PredictionRequest.url",
          "NamedPredictionRequest.images[]",
          "NamedPredictionRequest.url",
          "ExecutionRequest.urls[]",
          // Known by name.
          "ChatCompletionRequest.model",
          "ExecutionRequest.model",
          "PredictionRequest.model",
          "NamedPredictionRequest.model");

  /**
   * Fields whose text is right by its form and is then looked up or read: 404 when it stands for
   * nothing, 422 when it cannot be read, 501 when it names what is not in this version.
   */
  private static final Set<String> LOOKED_UP =
      Set.of(
          "file_id",
          "file_ids",
          "url",
          "urls",
          "images",
          "id",
          "name",
          "skill_name",
          "version",
          "skill_version",
          "skill_id",
          "prompt",
          "domain",
          "gql_stmt",
          "callback_url",
          "session_id",
          "request_id",
          "agent_execution_id",
          "chat_id",
          "run_id",
          "program",
          "data",
          "bundle",
          "skills",
          "tool_choice",
          "tools",
          "json_schema",
          "parameters",
          "inputs");

  private static final HttpClient LENIENT = new CheckedClient(false);
  private static final Set<String> DONE = new HashSet<>();
  private static ServerFixture fixture;
  private static Inventory inventory;

  @BeforeAll
  static void start() throws Exception {
    fixture =
        new ServerFixture(Map.of(Setting.FETCH_ALLOW, "127.0.0.1", Setting.API_KEYS, Tenants.KEYS));
    fixture.agent.will((request, _, listener, _) -> {
      String id = FakeAgent.id();
      String session = request.sessionId().orElse(Inventory.SESSION);
      listener.started(id, session);
      return FakeAgent.answer(request, id, session, "{}");
    });
    inventory = Inventory.of(fixture, Tenants.ANNA, Tenants.tenant("k1"));
  }

  @AfterAll
  static void stop() throws IOException {
    LENIENT.close();
    fixture.close();
  }

  /** Every POST that takes JSON. */
  static Stream<String> operations() {
    return DOCUMENT.path("paths").properties().stream()
        .filter(path -> !schema(path.getKey()).isMissingNode())
        // JSON-RPC has errors of its own.
        .filter(path -> !path.getKey().equals("/mcp"))
        .map(Map.Entry::getKey);
  }

  private static JsonNode schema(String path) {
    return content(path).path("schema");
  }

  private static JsonNode content(String path) {
    return DOCUMENT.path("paths").path(path).at("/post/requestBody/content/application~1json");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyFieldOfARequestIsHeldToItsRules(String path) throws Exception {
    WrongBodies bodies = new WrongBodies(path, schema(path), SCHEMAS, DONE);
    for (JsonNode example : content(path).path("examples")) {
      bodies.add(Json.parse(inventory.inPlaceOfTheExamples(Json.text(example.path("value")))));
    }
    Set<String> withoutExample = fields(schema(path), new TreeSet<>());
    withoutExample.removeAll(bodies.visited());
    assertThat(withoutExample).isEmpty();

    List<String> wrong = new ArrayList<>();
    for (WrongBodies.Case one : bodies.cases()) {
      HttpResponse<String> answer =
          post(
              path.replace(
                  "{id}",
                  path.startsWith("/v1/programs") ? inventory.program() : inventory.skill()),
              one.body());
      problem(one, answer)
          .ifPresent(problem ->
              wrong.add(
                  one.what()
                      + ": "
                      + problem
                      + " but was "
                      + answer.statusCode()
                      + " "
                      + answer.body()));
    }
    assertThat(wrong).isEmpty();
    assertThat(bodies.cases()).hasSizeGreaterThan(5);
  }

  /** Answers are judged; a number may be sent as a text here, which the document does not offer. */
  private static HttpResponse<String> post(String path, String body) throws Exception {
    return LENIENT.send(
        fixture
            .request(path)
            .headers(Tenants.ANNA)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static Optional<String> problem(WrongBodies.Case one, HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (one.refusal().isPresent()) {
      WrongBodies.Refusal refusal = one.refusal().get();
      return status == 422
              && details(answer).stream()
                  .anyMatch(detail ->
                      detail.path("loc").toString().equals(loc(refusal.loc()))
                          && refusal.types().contains(detail.path("type").asString()))
          ? Optional.empty()
          : Optional.of("should be refused with " + refusal);
    }
    if (status == 200 || status == 201) {
      return Optional.empty();
    }
    boolean lookedUp =
        LOOKED_UP.contains(one.field().isEmpty() ? "" : one.field())
            || one.field().matches("\\d+")
            || one.field().equals("model");
    return lookedUp && Set.of(400, 404, 422, 501).contains(status)
        ? Optional.empty()
        : Optional.of("should be taken");
  }

  private static List<JsonNode> details(HttpResponse<String> answer) {
    return List.copyOf(json(answer).path("detail").values());
  }

  private static String loc(List<Object> loc) {
    var array = Json.array();
    loc.forEach(step -> {
      if (step instanceof Integer index) {
        array.add(index);
      } else {
        array.add(step.toString());
      }
    });
    return array.toString();
  }

  /** Every field that a request can have, nested ones too. */
  private static Set<String> fields(JsonNode schema, Set<String> into) {
    for (FieldSchema.Branch branch : FieldSchema.of(schema, SCHEMAS).branches()) {
      for (Map.Entry<String, JsonNode> field : branch.schema().path("properties").properties()) {
        if (into.add(branch.name() + "." + field.getKey())) {
          fields(field.getValue(), into);
        }
      }
      if (branch.schema().path("items").isObject()) {
        fields(branch.schema().path("items"), into);
      }
    }
    return into;
  }

  @Test
  void everyFieldOfARequestHasItsLimits() {
    List<String> without = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    operations().forEach(path -> limits(schema(path), "", without, seen));
    assertThat(without).isEmpty();
  }

  private static void limits(JsonNode schema, String path, List<String> without, Set<String> seen) {
    for (FieldSchema.Branch branch : FieldSchema.of(schema, SCHEMAS).branches()) {
      JsonNode rules = branch.schema();
      boolean bounded =
          switch (branch.kind()) {
            case "string" ->
                rules.has("maxLength") || rules.has("pattern") || AS_LONG_AS_A_BODY.contains(path);
            case "integer", "number" -> rules.has("minimum") && rules.has("maximum");
            case "list" -> rules.has("maxItems");
            case "dict" -> rules.has("additionalProperties");
            default -> true;
          };
      if (!bounded) {
        without.add(path + " " + branch.kind());
      }
      for (Map.Entry<String, JsonNode> field : rules.path("properties").properties()) {
        String name = branch.name() + "." + field.getKey();
        if (seen.add(name)) {
          limits(field.getValue(), name, without, seen);
        }
      }
      if (rules.path("items").isObject()) {
        limits(rules.path("items"), path + "[]", without, seen);
      }
    }
  }
}
