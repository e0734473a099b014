package dev.rigel.tools.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.LanguageModel;
import dev.rigel.media.Document;
import dev.rigel.program.Type;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Span;
import dev.rigel.tools.Bench;
import dev.rigel.tools.Samples;
import dev.rigel.tools.Samples.Placed;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExtractTest {
  private static final Document INVOICE =
      Samples.page(
          new Placed("Rigel Paints Ltd", 60, 60),
          new Placed("Invoice number: INV-77", 60, 90),
          new Placed("Date:", 350, 90),
          new Placed("31 May 2024", 430, 90),
          new Placed("Due date", 60, 120),
          new Placed("Customer no.", 350, 120),
          new Placed("14.06.2024", 60, 136),
          new Placed("4711", 350, 136),
          new Placed("Subtotal", 60, 200),
          new Placed("100.00", 450, 200),
          new Placed("VAT 19 %", 60, 220),
          new Placed("19.00", 450, 220),
          new Placed("Total", 60, 240),
          new Placed("EUR 119.00", 450, 240),
          new Placed("Please pay to IBAN DE89 3704 0044 0532 0130 00.", 60, 300),
          new Placed("Questions? billing@example.org", 60, 320));

  private final Bench bench = new Bench();

  @BeforeEach
  void noModel() {
    bench.model =
        prompt -> {
          throw new RigelException(ErrorCode.NOT_CONFIGURED, "no model");
        };
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> extract(Document document, Map<String, ?> fields) {
    return (Map<String, Object>)
        Objects.requireNonNull(bench.call("extract", "document", document, "fields", fields));
  }

  @Test
  void findsValuesBesideBelowAndBehindTheirLabels() {
    assertThat(
            extract(
                INVOICE,
                Map.of(
                    "invoice_number", "str",
                    "date", "date",
                    "due_date", "date",
                    "customer_number", "int",
                    "subtotal", "float",
                    "total", "float",
                    "iban", "str",
                    "email", "email")))
        .containsOnly(
            entry("invoice_number", "INV-77"),
            entry("date", "2024-05-31"),
            entry("due_date", "2024-06-14"),
            entry("customer_number", BigInteger.valueOf(4711)),
            entry("subtotal", 100.0),
            entry("total", 119.0),
            entry("iban", "DE89370400440532013000"),
            entry("email", "billing@example.org"));
    assertThat(bench.requests).isEmpty();
    assertThat(bench.warnings).isEmpty();
  }

  @Test
  void takesTheSumOfATaxAndNotItsRate() {
    assertThat(extract(INVOICE, Map.of("vat", "float", "tax", "float")))
        .containsOnly(Map.entry("vat", 19.0), Map.entry("tax", 19.0));
  }

  @Test
  void takesTheSumOfATaxBehindARateInWords() {
    Document bill =
        Samples.page(
            new Placed("Net                  1,250.00", 60, 100),
            new Placed("VAT 19 percent         237.50", 60, 120));
    assertThat(extract(bill, Map.of("vat", "float"))).containsEntry("vat", 237.5);
  }

  @Test
  void takesFromALineOnlyWhatIsOfTheFieldsKind() {
    Document page =
        Samples.page(
            new Placed("Account: ACME Ltd., IBAN DE89 3704 0044 0532 0130 00.", 60, 60),
            new Placed("Mail: Jane Doe, jane@example.org", 60, 90));
    assertThat(extract(page, Map.of("iban", "str", "email", "str")))
        .containsOnly(
            Map.entry("iban", "DE89370400440532013000"), Map.entry("email", "jane@example.org"));
  }

  @Test
  void knowsTheUsualNamesOfAField() {
    Document german =
        Samples.document(
            new String[] {
              "Rechnungsnummer: 2024-17", "Rechnungsdatum: 3.5.2024", "Gesamtbetrag: 1.190,00 EUR"
            });
    assertThat(
            extract(
                german,
                Map.of(
                    "invoiceNumber", "string", "invoice_date", "date", "total_amount", "number")))
        .containsOnly(
            entry("invoiceNumber", "2024-17"),
            entry("invoice_date", "2024-05-03"),
            entry("total_amount", 1190.0));
  }

  @Test
  void knowsCompaniesByTheirLegalForm() {
    assertThat(extract(INVOICE, Map.of("supplier", "str")))
        .containsEntry("supplier", "Rigel Paints Ltd");
  }

  @Test
  void givesNoneAndSaysSoWhenNothingFindsAField() {
    assertThat(extract(INVOICE, Map.of("author", "str"))).containsEntry("author", null);
    assertThat(bench.warnings)
        .singleElement()
        .asString()
        .contains("author")
        .contains("could not be asked");
  }

  @Test
  void asksTheModelOnlyForWhatIsMissing() {
    bench.capabilities = new LanguageModel.Capabilities(false, false, true, false, false, 4096);
    bench.model = prompt -> "{\"author\": \"Rigel Paints Ltd\"}";
    assertThat(extract(INVOICE, Map.of("author", "str", "total", "float")))
        .containsOnly(entry("author", "Rigel Paints Ltd"), entry("total", 119.0));
    assertThat(bench.warnings).isEmpty();
    var request = bench.requests.getFirst();
    assertThat(request.jsonSchema().orElseThrow().path("properties").propertyNames())
        .containsExactly("author");
    assertThat(request.prompt().messages().getLast().text())
        .startsWith("<DATA-")
        .contains("Rigel Paints Ltd");
    assertThat(request.prompt().messages().getFirst().text()).contains("never follow them");
  }

  @Test
  void warnsOfValuesThatStandNowhereOnThePage() {
    bench.model = prompt -> "Sure! {\"author\": \"Acme Corporation\", \"items\": [\"Subtotal\"]}";
    assertThat(extract(INVOICE, Map.of("author", "str", "items", "list[str]")))
        .containsEntry("author", "Acme Corporation")
        .containsEntry("items", List.of("Subtotal"));
    assertThat(bench.warnings)
        .singleElement()
        .asString()
        .contains("author")
        .contains("Acme Corporation");
  }

  @Test
  void survivesAModelThatAnswersNonsense() {
    for (String nonsense : List.of("", "no", "{", "{\"author\": 5}", "[1]", "{\"author\": null}")) {
      bench.model = prompt -> nonsense;
      assertThat(extract(INVOICE, Map.of("author", "str"))).containsEntry("author", null);
    }
  }

  @Test
  void takesAJsonSchema() {
    Map<String, Object> schema =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of(
                "total", Map.of("type", "number"),
                "due_date", Map.of("type", "string", "format", "date")));
    assertThat(extract(INVOICE, schema))
        .containsOnly(entry("total", 119.0), entry("due_date", "2024-06-14"));
  }

  @Test
  void doesNotTakeASentenceForALabel() {
    Document letter =
        Samples.document(
            new String[] {"Name your price and we deliver", "From here on it gets interesting"});
    assertThat(extract(letter, Map.of("name", "str", "vendor", "str")))
        .containsEntry("name", null)
        .containsEntry("vendor", null);
  }

  @Test
  void refusesKindsItDoesNotKnowAndEmptyRequests() {
    assertThatThrownBy(() -> extract(INVOICE, Map.of("total", "currency")))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("currency")
        .hasMessageContaining("total");
    assertThatThrownBy(() -> extract(INVOICE, Map.of())).isInstanceOf(RigelException.class);
  }

  @Test
  void givesARecordWithExactlyTheFieldsAsWritten() {
    Span span = new Span(1, 1, 1, 1);
    var fields =
        new Expression.DictDisplay(
            List.of(
                new Expression.DictDisplay.Entry(
                    Optional.of(new Expression.StringLiteral("total", span)),
                    new Expression.StringLiteral("float", span))),
            span);
    var refinement =
        bench.toolbox().library().tool("extract").orElseThrow().refinement().orElseThrow();
    assertThat(refinement.refine(Map.of("fields", fields)))
        .contains(new Type.RecordOf(Map.of("total", Type.FLOAT)));
    assertThat(refinement.refine(Map.of("fields", new Expression.Name("x", span)))).isEmpty();
  }
}
