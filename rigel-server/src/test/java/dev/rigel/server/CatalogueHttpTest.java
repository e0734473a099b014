package dev.rigel.server;

import static dev.rigel.server.ServerFixture.json;
import static dev.rigel.server.Tenants.ANNA;
import static dev.rigel.server.Tenants.BERT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.protocol.Json;
import dev.rigel.server.settings.Setting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Models, domains, schemas, feedback, and what there is not. */
class CatalogueHttpTest {
  private static final String SESSION = "9bf846ba-340d-4921-b156-ca90b5610269";

  private ServerFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new ServerFixture(Map.of(Setting.API_KEYS, Tenants.KEYS));
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  // --- catalogues

  @Test
  void listsModelsAndDomains() throws Exception {
    JsonNode models = json(fixture.get("/v1/models", ANNA));
    assertThat(models.isArray()).isTrue();
    assertThat(models.path(0).propertyNames()).containsExactly("model", "domain");
    JsonNode domains = json(fixture.get("/v1/domains", ANNA));
    assertThat(domains).isEqualTo(json(fixture.get("/v1/hub/domains", ANNA)));
    assertThat(domains.values().stream().map(d -> d.path("domain").asString()))
        .contains(
            "document.bank-statement",
            "document.invoice",
            "document.receipt",
            "document.resume",
            "document.us-drivers-license",
            "document.utility-bill",
            "document.us-passport",
            "accounting.form-w2",
            "aerospace.remote-sensing",
            "healthcare.medical-insurance-card",
            "healthcare.hipaa-release",
            "retail.ecommerce-product-caption",
            "retail.product-catalog",
            "media.tv-news",
            "document.markdown",
            "document.bank-check",
            "accounting.form-payslip",
            "healthcare.patient-referral");
    assertThat(json(fixture.get("/v1/hub/info", ANNA)).path("version").asString())
        .matches("\\d+\\.\\d+\\.\\d+");
    assertThat(json(fixture.get("/v1/openai/models", ANNA)).path("data")).isNotEmpty();
  }

  @Test
  void givesEachDomainsSchema() throws Exception {
    for (JsonNode domain : json(fixture.get("/v1/hub/domains", ANNA))) {
      String body = "{\"domain\":\"" + domain.path("domain").asString() + "\"}";
      JsonNode schema = json(fixture.post("/v1/hub/schema", body, ANNA));
      assertThat(schema.path("domain")).isEqualTo(domain.path("domain"));
      assertThat(schema.path("schema_version").asString()).isNotEmpty();
      assertThat(schema.path("schema_hash").asString()).matches("[0-9a-f]{8}");
      assertThat(schema.path("gql_stmt").isString()).isTrue();
      assertThat(schema.path("json_schema").path("properties")).isNotEmpty();
      assertThat(json(fixture.post("/v1/schema", body, ANNA))).isEqualTo(schema);
    }
  }

  @Test
  void givesAPartOfASchema() throws Exception {
    JsonNode schema =
        json(
            fixture.post(
                "/v1/hub/schema",
                "{\"domain\":\"document.invoice\",\"gql_stmt\":\"{ invoice_number items { amount }"
                    + " seller { address { city } } }\"}",
                ANNA));
    JsonNode properties = schema.path("json_schema").path("properties");
    assertThat(properties.propertyNames()).containsExactly("invoice_number", "items", "seller");
    assertThat(properties.path("items").path("items").path("properties").propertyNames())
        .containsExactly("amount");
    assertThat(schema.path("gql_stmt").asString()).startsWith("{ invoice_number");
    HttpResponse<String> unknown =
        fixture.post(
            "/v1/hub/schema",
            "{\"domain\":\"document.invoice\",\"gql_stmt\":\"{ colour }\"}",
            ANNA);
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.body()).contains("colour");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"domain\":\"document.nothing\"}', 404",
    "'{\"domain\":\"../document.invoice\"}', 404",
    "'{}', 422",
    "'', 422",
    "'{\"domain\":5}', 422",
    "'{\"domain\":null}', 422",
    "'{\"domain\":\"document.invoice\",\"gql_stmt\":4}', 422",
    "'{\"domain\":\"document.invoice\",\"gql_stmt\":\"{\"}', 422",
    "'{\"domain\":\"document.invoice\",\"gql_stmt\":\"\"}', 200",
    "'{\"domain\":\"document.invoice\",\"config\":{\"detail\":\"hi\"},\"x\":1}', 200",
  })
  void checksWhatASchemaIsAskedFor(String body, int status) throws Exception {
    assertThat(fixture.post("/v1/hub/schema", body, ANNA).statusCode()).isEqualTo(status);
    assertThat(fixture.post("/v1/schema", body, ANNA).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/datasets",
        "GET /v1/datasets/abc",
        "POST /v1/datasets/create",
        "POST /v1/fine_tuning/create",
        "POST /v1/fine_tuning/provision",
        "POST /v1/fine_tuning/generate",
        "GET /v1/fine_tuning/jobs",
        "GET /v1/fine_tuning/jobs/abc",
        "GET /v1/fine_tuning/models",
      })
  void saysThatThereIsNoTraining(String route) throws Exception {
    String path = route.substring(route.indexOf(' ') + 1);
    HttpResponse<String> response =
        route.startsWith("POST") ? fixture.post(path, "{}", ANNA) : fixture.get(path, ANNA);
    assertThat(response.statusCode()).isEqualTo(501);
    assertThat(json(response).path("detail").asString()).contains("is not part of Rigel");
    assertThat(json(response).path("error").path("code").asString()).isEqualTo("not_implemented");
    assertThat(fixture.get(path).statusCode()).isEqualTo(401);
  }

  // --- feedback

  private void turn(String completion) {
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
                "",
                "{}",
                "{}",
                TurnUsage.NONE,
                Optional.empty()));
  }

  private String execution(StoredExecution.Kind kind) {
    String id = UUID.randomUUID().toString();
    fixture
        .store
        .executions()
        .add(
            new StoredExecution(
                Tenants.tenant("k1"),
                id,
                kind,
                "",
                "",
                "{}",
                "",
                StoredExecution.Status.ENQUEUED,
                Optional.empty(),
                "{}",
                Optional.empty(),
                Optional.empty(),
                0,
                Instant.now(),
                Optional.empty()));
    return id;
  }

  @Test
  void keepsWhatIsSaidOfAResult() throws Exception {
    turn("chatcmpl-1");
    Map<String, String> known =
        Map.of(
            "request_id", execution(StoredExecution.Kind.PREDICTION),
            "agent_execution_id", execution(StoredExecution.Kind.EXECUTION),
            "chat_id", "chatcmpl-1");
    for (Map.Entry<String, String> entity : known.entrySet()) {
      String field = entity.getKey();
      String type = field.replaceAll("_id$", "");
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> response =
            fixture.post(
                "/v1/feedback/submit",
                "{\""
                    + field
                    + "\":\""
                    + entity.getValue()
                    + "\",\"notes\":\"n"
                    + i
                    + "\",\"response\":{\"right\":"
                    + (i == 0)
                    + "}}",
                ANNA);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(json(response).propertyNames())
            .containsExactlyInAnyOrder("id", field, "created_at");
        assertThat(json(response).path(field).asString()).isEqualTo(entity.getValue());
      }
      String path = "/v1/feedback/" + entity.getValue() + "?type=" + type;
      JsonNode list = json(fixture.get(path + "&limit=1000", ANNA));
      assertThat(list.path(field).asString()).isEqualTo(entity.getValue());
      assertThat(list.path("items")).hasSize(3);
      JsonNode newest = list.path("items").path(0);
      assertThat(newest.path("notes").asString()).isEqualTo("n2");
      assertThat(newest.path("response").path("right").asBoolean()).isFalse();
      assertThat(newest.path(field).asString()).isEqualTo(entity.getValue());
      JsonNode page = json(fixture.get(path + "&limit=1&offset=2", ANNA));
      assertThat(page.path("items")).hasSize(1);
      assertThat(page.path("items").path(0).path("notes").asString()).isEqualTo("n0");
      assertThat(fixture.get(path, BERT).statusCode()).isEqualTo(404);
    }
    assertThat(json(fixture.get("/v1/feedback/" + known.get("request_id"), ANNA)).path("items"))
        .hasSize(3);
  }

  @Test
  void takesAChatsSessionForTheChatAndNullsForTheOthers() throws Exception {
    turn("chatcmpl-1");
    HttpResponse<String> response =
        fixture.post(
            "/v1/feedback/submit",
            "{\"request_id\":null,\"agent_execution_id\":null,\"chat_id\":\""
                + SESSION
                + "\",\"notes\":\"good\",\"response\":null}",
            ANNA);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(json(fixture.get("/v1/feedback/" + SESSION + "?type=chat", ANNA)).path("items"))
        .hasSize(1);
    // Nothing was said yet of something that is known.
    assertThat(json(fixture.get("/v1/feedback/chatcmpl-1?type=chat", ANNA)).path("items"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|422",
        "''|422",
        "{\"chat_id\":\"chatcmpl-1\"}|422",
        "{\"notes\":\"a\"}|422",
        "{\"chat_id\":\"chatcmpl-1\",\"request_id\":\"x\",\"notes\":\"a\"}|422",
        "{\"chat_id\":7,\"notes\":\"a\"}|422",
        "{\"chat_id\":\"chatcmpl-1\",\"notes\":7}|422",
        "{\"chat_id\":\"chatcmpl-1\",\"response\":[]}|422",
        "{\"chat_id\":\"chatcmpl-1\",\"response\":\"a\"}|422",
        "{\"chat_id\":\"chatcmpl-2\",\"notes\":\"a\"}|404",
        "{\"request_id\":\"../../x\",\"notes\":\"a\"}|404",
        "{\"agent_execution_id\":\"chatcmpl-1\",\"notes\":\"a\"}|404",
        "{\"chat_id\":\"chatcmpl-1\",\"notes\":\"a\",\"more\":1}|200",
        "{\"chat_id\":\"chatcmpl-1\",\"response\":{}}|200",
      })
  void checksFeedback(String body, int status) throws Exception {
    turn("chatcmpl-1");
    HttpResponse<String> response = fixture.post("/v1/feedback/submit", body, ANNA);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "chatcmpl-1?type=chats, 422",
    "chatcmpl-1?type=, 422",
    "chatcmpl-1?type=chat&limit=0, 422",
    "chatcmpl-1?type=chat&limit=1001, 422",
    "chatcmpl-1?type=chat&offset=-1, 422",
    "chatcmpl-1?type=chat&offset=x, 422",
    "nothing?type=chat, 404",
    "nothing, 404",
    "%2e%2e%2fx?type=chat, 404",
    "chatcmpl-1, 200",
  })
  void checksWhatIsAskedOfFeedback(String path, int status) throws Exception {
    turn("chatcmpl-1");
    assertThat(fixture.get("/v1/feedback/" + path, ANNA).statusCode())
        .isIn(status, status == 404 ? 400 : status);
  }

  @Test
  void aWrongTypeNamesTheRightOnes() throws Exception {
    JsonNode detail = json(fixture.get("/v1/feedback/x?type=chats", ANNA)).path("detail").path(0);
    assertThat(detail.path("loc")).isEqualTo(Json.parse("[\"query\",\"type\"]"));
    assertThat(detail.path("type").asString()).isEqualTo("enum");
    assertThat(detail.path("msg").asString())
        .isEqualTo("Input should be 'request', 'agent_execution' or 'chat'");
  }

  // --- artifacts of executions

  @Test
  void listsTheArtifactsOfAnExecutionThatHasNone() throws Exception {
    String id = execution(StoredExecution.Kind.EXECUTION);
    JsonNode list = json(fixture.get("/v1/artifacts/list?execution_id=" + id, ANNA));
    assertThat(list.path("namespace_id").asString()).isEqualTo(id);
    assertThat(list.path("items")).isEmpty();
    assertThat(fixture.get("/v1/artifacts/list?execution_id=" + id, BERT).statusCode())
        .isEqualTo(404);
    assertThat(
            fixture
                .get("/v1/artifacts/list?execution_id=" + id + "&session_id=" + id, ANNA)
                .statusCode())
        .isEqualTo(422);
    JsonNode run = json(fixture.get("/v1/runs/" + id, ANNA));
    // The server's own worker may have taken it up, and its request says nothing.
    assertThat(run.path("status").asString()).isIn("enqueued", "running", "failed");
  }
}
