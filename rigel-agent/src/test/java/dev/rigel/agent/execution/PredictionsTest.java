package dev.rigel.agent.execution;

import static dev.rigel.agent.execution.ExecutionBench.TENANT;
import static dev.rigel.agent.execution.ExecutionBench.response;
import static dev.rigel.agent.execution.ExecutionBench.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rigel.agent.AgentBench;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.port.StoredExecution.Kind;
import dev.rigel.agent.port.StoredExecution.Status;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.media.Region;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ContentPart;
import dev.rigel.protocol.ExecutionReader;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ResponseFormat;
import dev.rigel.protocol.ValidationException;
import dev.rigel.tools.reading.TextLine;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PredictionsTest {
  private static final String RED = AgentBench.png(Color.RED);
  private static final Image PAGE = AgentBench.picture(60, 80, Color.WHITE);

  private final ExecutionBench bench = new ExecutionBench();

  private static List<TextLine> lines(int page, String... texts) {
    List<TextLine> lines = new ArrayList<>();
    for (Region line : AgentBench.lines(texts)) {
      lines.add(TextLine.of(page > 0 ? line.onPage(page) : line));
    }
    return lines;
  }

  private ChatCompletionRequest asked() {
    return bench.requests.getLast();
  }

  private Media sent() {
    ContentPart part = asked().messages().getFirst().content().getFirst();
    String url =
        part instanceof ContentPart.FileUrl(String file, _)
            ? file
            : ((ContentPart.ImageUrl) part).url();
    return new AgentBench.Opener().open(url, false, CallScope.unlimited()).media();
  }

  private static String images(String... images) {
    return "\"images\":[\"" + String.join("\",\"", images) + "\"]";
  }

  @Test
  void readsAPictureByItsDomain() {
    bench.answers = _ -> "{\"total\":119.0,\"due\":null}";
    StoredExecution ended =
        bench.predict(
            "{"
                + images(RED)
                + ",\"model\":\"vlm-1\",\"domain\":\"document.invoice\",\"config\":{},\"metadata\":{\"environment\":\"dev\"}}");
    assertThat(ended.status()).isEqualTo(Status.COMPLETED);
    JsonNode wire = RunViews.json(ended);
    assertThat(wire.path("domain").asString()).isEqualTo("document.invoice");
    assertThat(wire.path("response")).isEqualTo(Json.parse("{\"total\":119.0,\"due\":null}"));
    assertThat(wire.path("usage").path("element_type").asString()).isEqualTo("image");
    assertThat(wire.has("name")).isFalse();
    assertThat(asked().responseFormat())
        .isInstanceOfSatisfying(
            ResponseFormat.JsonSchemaFormat.class,
            format -> assertThat(format.schema()).isEqualTo(ExecutionBench.INVOICE));
    assertThat(asked().messages().getFirst().text()).isEqualTo("Extract the data.");
  }

  @Test
  void aSchemaOfTheRequestGoesBeforeTheDomains() {
    bench.answers = _ -> "{}";
    bench.predict(
        "{"
            + images(RED)
            + ",\"domain\":\"document.invoice\",\"config\":{\"json_schema\":{\"type\":\"object\"},\"prompt\":\"Read the sign\"}}");
    assertThat(asked().responseFormat())
        .isInstanceOfSatisfying(
            ResponseFormat.JsonSchemaFormat.class,
            format -> assertThat(format.schema().has("properties")).isFalse());
    assertThat(asked().messages().getFirst().text()).isEqualTo("Read the sign");
  }

  @Test
  void waitsOrNot() {
    String body = "{" + images(RED) + ",\"batch\":true,\"config\":{\"prompt\":\"x\"}}";
    StoredExecution waiting =
        bench.executions.enqueue(
            bench.executions.check(
                AgentBench.CALLER, ExecutionReader.prediction(Json.parse(body), false), false),
            body);
    JsonNode wire = RunViews.json(waiting);
    assertThat(wire.path("status").asString()).isEqualTo("pending");
    assertThat(wire.path("response").isNull()).isTrue();
    assertThat(wire.path("completed_at").isNull()).isTrue();
    bench.ports.jobs.runDue();
    assertThat(response(bench.now(waiting)).path("text").asString()).isEqualTo("Two birds.");
    assertThat(bench.executions.execution(TENANT, Kind.PREDICTION, waiting.id())).isPresent();
    assertThat(bench.executions.execution(TENANT, Kind.EXECUTION, waiting.id())).isEmpty();
  }

  @Test
  void whatFailsForOneWhoWaitsIsThrownAndStored() {
    bench.meanwhile =
        () -> {
          throw new RigelException(ErrorCode.MEDIA_REFUSED, "The picture is damaged.");
        };
    RigelException failure =
        catchThrowableOfType(
            RigelException.class,
            () -> bench.predict("{" + images(RED) + ",\"config\":{\"prompt\":\"x\"}}"));
    assertThat(failure.code()).isEqualTo(ErrorCode.MEDIA_REFUSED);
    assertThat(bench.ports.executions.all.values())
        .singleElement()
        .extracting(StoredExecution::status)
        .isEqualTo(Status.FAILED);
  }

  // --- where the values stand

  @Test
  void givesThePlacesOfTheFields() {
    bench.lines = lines(0, "Invoice 2024-17", "Total 119.00 EUR", "Due 31 May 2024");
    bench.answers =
        _ ->
            """
            {"total": 119.0, "due": "2024-05-31", "vendor": "Nobody Ltd", "paid": false,
             "items": [{"name": "Invoice"}], "words": ["Total", "EUR"], "missing": null}
            """;
    JsonNode response =
        response(
            bench.predict(
                "{"
                    + images(RED)
                    + ",\"domain\":\"document.invoice\",\"config\":{\"grounding\":true}}"));

    JsonNode total = response.path("total_metadata");
    assertThat(total.path("confidence").asString()).isEqualTo("hi");
    JsonNode box = total.path("bboxes").path(0);
    assertThat(box.path("content").asString()).isEqualTo("119.00 EUR");
    assertThat(box.path("page").intValue()).isZero();
    assertThat(box.path("bbox").path("xywh")).hasSize(4);
    assertThat(box.path("bbox").path("xywh").path(1).doubleValue()).isEqualTo(0.13);
    assertThat(box.path("confidence").doubleValue()).isGreaterThan(0.85);
    assertThat(response.path("due_metadata").path("bboxes").path(0).path("content").asString())
        .isEqualTo("31 May 2024");
    for (String nowhere : new String[] {"vendor", "paid", "missing"}) {
      assertThat(response.path(nowhere + "_metadata").isNull()).as(nowhere).isTrue();
    }
    assertThat(response.path("words_metadata").path("bboxes")).hasSize(2);
    assertThat(response.has("items_metadata")).isFalse();
    assertThat(response.path("items").path(0).path("name_metadata").path("bboxes")).hasSize(1);
    assertThat(List.copyOf(response.propertyNames()).subList(0, 4))
        .containsExactly("total", "total_metadata", "due", "due_metadata");
  }

  @Test
  void givesHowSureAFieldIsWithoutItsPlace() {
    bench.lines = lines(0, "Total 119.00 EUR");
    bench.answers = _ -> "{\"total\":119.0,\"due\":\"never\"}";
    assertThat(
            response(
                bench.predict(
                    "{"
                        + images(RED)
                        + ",\"domain\":\"document.invoice\",\"config\":{\"confidence\":true}}")))
        .isEqualTo(
            Json.parse(
                "{\"total\":119.0,\"total_metadata\":{\"confidence\":\"hi\"},\"due\":\"never\",\"due_metadata\":null}"));
  }

  @Test
  void looksOnlyAtTheChosenPagesAndNamesThemAsTheyWere() {
    String pdf = AgentBench.pdf(PAGE, PAGE, PAGE, PAGE);
    bench.lines = lines(2, "Total 119.00 EUR");
    bench.answers = _ -> "{\"total\":119.0}";
    StoredExecution ended =
        bench.predict(
            "{\"url\":\""
                + pdf
                + "\",\"domain\":\"document.invoice\",\"config\":{\"grounding\":true,\"page_indices\":[1,3]}}");
    assertThat(((Document) sent()).pageCount()).isEqualTo(2);
    assertThat(
            response(ended).path("total_metadata").path("bboxes").path(0).path("page").intValue())
        .isEqualTo(3);
    assertThat(usage(ended).path("elements_processed").intValue()).isEqualTo(2);

    RigelException failure =
        catchThrowableOfType(
            RigelException.class,
            () ->
                bench.predict(
                    "{\"url\":\""
                        + pdf
                        + "\",\"domain\":\"document.invoice\",\"config\":{\"page_indices\":[4]}}"));
    assertThat(failure.getMessage()).contains("4 pages", "no page 4");
  }

  @Test
  void severalPicturesOfOneSchemaAreOneDocument() {
    bench.answers = _ -> "{}";
    bench.predict("{" + images(RED, RED, RED) + ",\"domain\":\"document.invoice\"}");
    assertThat(((Document) sent()).pageCount()).isEqualTo(3);
    bench.predict("{" + images(RED, RED, RED) + ",\"config\":{\"prompt\":\"Compare them\"}}");
    assertThat(asked().messages().getFirst().media()).hasSize(3);
  }

  // --- without a turn

  @Test
  void givesADocumentAsMarkdown() {
    bench.lines =
        List.of(
            line("A Title", 0.1, 0.05, 0.5, 0.06),
            line("Some text that goes", 0.1, 0.15, 0.5, 0.02),
            line("over two lines.", 0.1, 0.175, 0.4, 0.02),
            line("Item", 0.1, 0.3, 0.1, 0.02),
            line("Amount", 0.6, 0.3, 0.1, 0.02),
            line("Bolts", 0.1, 0.33, 0.1, 0.02),
            line("12.50", 0.6, 0.33, 0.1, 0.02),
            line("Nuts", 0.1, 0.36, 0.1, 0.02),
            line("3.00", 0.6, 0.36, 0.1, 0.02),
            line("The end.", 0.1, 0.5, 0.2, 0.02));
    String file = bench.uploaded(TENANT, document());
    JsonNode response =
        response(bench.predict("{\"file_id\":\"" + file + "\",\"domain\":\"document.markdown\"}"));

    assertThat(bench.requests).isEmpty();
    JsonNode page = response.path("pages").path(0);
    assertThat(page.path("content").asString())
        .isEqualTo(
            """
            # A Title

            Some text that goes
            over two lines.

            <Table id="tb-0"/>

            The end.\
            """);
    assertThat(page.path("metadata").path("page_number").intValue()).isZero();
    assertThat(page.path("figures").isEmpty()).isTrue();
    JsonNode table = page.path("tables").path(0);
    assertThat(table.path("content").asString())
        .isEqualTo("| Item | Amount |\n| --- | --- |\n| Bolts | 12.50 |\n| Nuts | 3.00 |");
    assertThat(table.path("headers").path(1))
        .isEqualTo(
            Json.parse("{\"id\":\"col-1\",\"column\":1,\"name\":\"Amount\",\"dtype\":\"float\"}"));
    assertThat(table.path("data").path(1))
        .isEqualTo(Json.parse("{\"col-0\":\"Nuts\",\"col-1\":\"3.00\"}"));
    assertThat(table.path("cells")).hasSize(6);
    assertThat(table.path("cells").path(3).path("index")).isEqualTo(Json.parse("[1,1]"));
  }

  private static byte[] document() {
    return ((Document)
            new AgentBench.Opener()
                .open(AgentBench.pdf(PAGE), false, CallScope.unlimited())
                .media())
        .bytes();
  }

  private static TextLine line(String text, double x, double y, double width, double height) {
    return TextLine.of(
        new Region("source", new Box(x, y, width, height), "text", text, 0.9).onPage(1));
  }

  @Test
  void makesASchemaOfWhatADocumentPrints() {
    bench.lines =
        List.of(
            line("Invoice no: 1001", 0.1, 0.05, 0.3, 0.02),
            line("Customer no. K-77", 0.6, 0.05, 0.3, 0.02),
            line("Date:", 0.1, 0.1, 0.05, 0.02),
            line("31 May 2024", 0.3, 0.1, 0.2, 0.02),
            line("Total: EUR 119.00", 0.1, 0.15, 0.3, 0.02),
            line("Contact: anna@shop.example", 0.1, 0.2, 0.3, 0.02),
            line("see https://shop.example at 12:30", 0.1, 0.25, 0.3, 0.02),
            line("Item", 0.1, 0.4, 0.1, 0.02),
            line("Unit price", 0.6, 0.4, 0.1, 0.02),
            line("Bolts", 0.1, 0.43, 0.1, 0.02),
            line("12.50", 0.6, 0.43, 0.1, 0.02));
    JsonNode response =
        response(bench.schemaOf("{" + images(RED) + ",\"domain\":\"document.invoice\"}"));

    assertThat(bench.requests).isEmpty();
    assertThat(response.path("json_schema"))
        .isEqualTo(
            Json.parse(
                """
                {"type": "object", "properties": {
                  "invoice_no": {"type": "string", "description": "Invoice no"},
                  "customer_no": {"type": "string", "description": "Customer no."},
                  "date": {"type": "string", "format": "date", "description": "Date"},
                  "total": {"type": "number", "description": "Total"},
                  "contact": {"type": "string", "format": "email", "description": "Contact"},
                  "rows": {"type": "array", "items": {"type": "object", "properties": {
                    "item": {"type": "string", "description": "Item"},
                    "unit_price": {"type": "number", "description": "Unit price"}}}}}}
                """));
    assertThat(response.path("schema_hash").asString()).matches("[0-9a-f]{8}");
    assertThat(response.path("gql_stmt").asString("none")).isEmpty();
    assertThat(response.path("domain").asString()).isEqualTo("document.invoice");
    assertThat(response.path("description").asString()).contains("5 labelled values", "1 table");

    bench.lines = List.of();
    JsonNode empty = response(bench.schemaOf("{" + images(RED) + "}"));
    assertThat(empty.path("json_schema").path("properties").isEmpty()).isTrue();
    assertThat(empty.path("description").asString()).startsWith("No labelled values");
  }

  // --- what is refused

  @Test
  void refusesWhatCannotBePredicted() {
    assertThat(fault("{" + images(RED) + "}")).isEqualTo("domain missing");
    assertThat(fault("{\"config\":{\"prompt\":\"x\"}}")).isEqualTo(" value_error");
    assertThat(fault("{\"images\":[],\"config\":{\"prompt\":\"x\"}}"))
        .isEqualTo("images too_short");
    assertThat(fault("{" + images(RED) + ",\"url\":\"https://a.example\",\"domain\":\"x\"}"))
        .isEqualTo(" value_error");
    assertThat(fault("{" + images(RED) + ",\"model\":\"another\",\"domain\":\"x\"}"))
        .isEqualTo("model enum");
    assertThat(refusal("{" + images(RED) + ",\"domain\":\"document.unheard-of\"}"))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refusal("{" + images(RED) + ",\"domain\":\"audio.transcription\"}"))
        .isEqualTo(ErrorCode.NOT_IMPLEMENTED);
    assertThat(refusal("{\"file_id\":\"nothing\",\"domain\":\"document.invoice\"}"))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(bench.ports.executions.all).isEmpty();
  }

  private String fault(String body) {
    return catchThrowableOfType(ValidationException.class, () -> bench.predict(body))
        .details()
        .stream()
        .map(d -> d.path() + " " + d.type())
        .findFirst()
        .orElseThrow();
  }

  private ErrorCode refusal(String body) {
    return catchThrowableOfType(RigelException.class, () -> bench.predict(body)).code();
  }
}
