package dev.rigel.tools.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.Region;
import dev.rigel.program.check.CheckOptions;
import dev.rigel.program.check.Checker;
import dev.rigel.tools.Bench;
import dev.rigel.tools.Samples;
import dev.rigel.tools.Samples.Placed;
import dev.rigel.tools.VisualTypes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NestedExtractionTest {
  private static final Document INVOICE =
      Samples.page(
          new Placed("Rigel Paints Ltd", 60, 60),
          new Placed("12 High Street", 60, 74),
          new Placed("Leeds LS1 4AP", 60, 88),
          new Placed("hello@rigel.example", 60, 102),
          new Placed("Bill to:", 60, 140),
          new Placed("Anna Brooks", 60, 154),
          new Placed("7 Mill Lane", 60, 168),
          new Placed("York YO1 9QL", 60, 182),
          new Placed("Description", 60, 230),
          new Placed("Qty", 300, 230),
          new Placed("Unit price", 360, 230),
          new Placed("Amount", 470, 230),
          new Placed("Wall paint", 60, 250),
          new Placed("2", 300, 250),
          new Placed("10.00", 360, 250),
          new Placed("20.00", 470, 250),
          new Placed("Brush 5 cm", 60, 270),
          new Placed("4", 300, 270),
          new Placed("2.50", 360, 270),
          new Placed("10.00", 470, 270),
          new Placed("Net", 360, 310),
          new Placed("30.00", 470, 310),
          new Placed("VAT 20%", 360, 330),
          new Placed("6.00", 470, 330),
          new Placed("Amount due", 360, 350),
          new Placed("GBP 36.00", 470, 350));

  private static final Map<String, Object> ITEM =
      Map.of(
          "type",
          "object",
          "properties",
          Map.of(
              "description", Map.of("type", "string"),
              "quantity", Map.of("type", "number"),
              "unit_price", Map.of("type", "number"),
              "amount", Map.of("type", "number")));

  private static final Map<String, Object> SCHEMA =
      Map.of(
          "type",
          "object",
          "$defs",
          Map.of(
              "Party",
              Map.of(
                  "type",
                  "object",
                  "properties",
                  Map.of(
                      "name", Map.of("type", List.of("string", "null")),
                      "address", Map.of("type", "string"),
                      "email", Map.of("type", "string")))),
          "properties",
          Map.of(
              "seller", Map.of("$ref", "#/$defs/Party"),
              "buyer",
                  Map.of("anyOf", List.of(Map.of("type", "null"), Map.of("$ref", "#/$defs/Party"))),
              "items", Map.of("type", "array", "items", ITEM),
              "subtotal", Map.of("type", "number"),
              "total_tax", Map.of("type", "number"),
              "total", Map.of("type", "number"),
              "currency", Map.of("type", "string")));

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
  void tellsTheWriterFromTheReaderAndTheirAddresses() {
    Map<String, Object> found = extract(INVOICE, SCHEMA);
    assertThat(found.get("seller"))
        .isEqualTo(
            Map.of(
                "name", "Rigel Paints Ltd",
                "address", "12 High Street, Leeds LS1 4AP",
                "email", "hello@rigel.example"));
    assertThat(found.get("buyer"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("name", "Anna Brooks")
        .containsEntry("address", "7 Mill Lane, York YO1 9QL")
        .containsEntry("email", null);
  }

  @Test
  void takesTheRowsOfATableAsRecords() {
    assertThat(extract(INVOICE, SCHEMA).get("items"))
        .isEqualTo(
            List.of(
                Map.of(
                    "description",
                    "Wall paint",
                    "quantity",
                    2.0,
                    "unit_price",
                    10.0,
                    "amount",
                    20.0),
                Map.of(
                    "description",
                    "Brush 5 cm",
                    "quantity",
                    4.0,
                    "unit_price",
                    2.5,
                    "amount",
                    10.0)));
  }

  @Test
  void takesTheShortNotationAsItTakesTheSchema() {
    Map<String, Object> bySchema = extract(INVOICE, SCHEMA);
    assertThat(
            extract(
                INVOICE,
                Map.of(
                    "seller",
                    Map.of("properties", Map.of("name", "str", "address", "str", "email", "str")),
                    "items",
                    List.of(
                        Map.of(
                            "description", "str",
                            "quantity", "float",
                            "unit_price", "float",
                            "amount", "float")),
                    "total",
                    Map.of("type", "float", "description", "what is to be paid"))))
        .isEqualTo(
            Map.of(
                "seller", bySchema.get("seller"),
                "items", bySchema.get("items"),
                "total", bySchema.get("total")));
  }

  @Test
  void tellsTheCheckerWhatIsInTheRecord() {
    Checker checker =
        new Checker(
            bench.toolbox().offered(), Map.of("doc1", VisualTypes.DOCUMENT), CheckOptions.SAVED);
    String head =
        """
        found = extract(doc1, {"seller": {"name": "str"}, "items": [{"amount": "float"}]})
        """;
    assertThat(
            checker
                .check(head + "answer(data=sum(i[\"amount\"] for i in found[\"items\"]))")
                .isRight())
        .isTrue();
    assertThat(checker.check(head + "answer(data=found[\"seller\"][\"iban\"])").isRight())
        .isFalse();
    assertThat(checker.check(head + "answer(data=found[\"items\"][0][\"price\"])").isRight())
        .isFalse();
  }

  @Test
  void takesSumsFromBelowTheTableAndNotFromItsHeads() {
    assertThat(extract(INVOICE, SCHEMA))
        .containsEntry("subtotal", 30.0)
        .containsEntry("total_tax", 6.0)
        .containsEntry("total", 36.0)
        .containsEntry("currency", "GBP");
    assertThat(bench.requests).isEmpty();
  }

  @Test
  void takesValuesFromAboveTheirLabelsWhereAFormHasThemSo() {
    Document form =
        Samples.page(
            new Placed("Maria", 60, 100), new Placed("Silva", 300, 100),
            new Placed("First name", 60, 113), new Placed("Surname", 300, 113),
            new Placed("Lisbon", 60, 146), new Placed("4000", 300, 146),
            new Placed("City", 60, 159), new Placed("Postal code", 300, 159));
    assertThat(
            extract(
                form,
                Map.of(
                    "first_name", "str", "last_name", "str", "city", "str", "postal_code", "str")))
        .isEqualTo(
            Map.of(
                "first_name",
                "Maria",
                "last_name",
                "Silva",
                "city",
                "Lisbon",
                "postal_code",
                "4000"));
  }

  @Test
  void provesValuesWhereTheirLabelStandsAndNoneThatIsNotThere() {
    List<Region> proof =
        bench.regions(
            "evidence",
            "document",
            INVOICE,
            "values",
            Map.of(
                "items",
                List.of(Map.of("amount", 20.0), Map.of("amount", 10.0)),
                "total",
                36.0,
                "due_date",
                "2024-05-31",
                "supplier",
                "Acme Corporation"));
    assertThat(proof)
        .extracting(Region::label)
        .containsExactlyInAnyOrder("items[0].amount", "items[1].amount", "total");
    Region second =
        proof.stream().filter(r -> r.label().equals("items[1].amount")).findFirst().orElseThrow();
    // 10.00 is a unit price too; the amount of the second row is meant.
    assertThat(second.box().y() * 842).isBetween(255.0, 275.0);
    assertThat(second.box().x() * 595).isGreaterThan(460);
    assertThat(bench.warnings).singleElement().asString().contains("due_date").contains("supplier");
  }

  @Test
  void readsYesAndNoBehindTheirWords() {
    Document page =
        Samples.page(
            new Placed("Newsletter: yes", 60, 60), new Placed("Terms accepted: no", 60, 90));
    assertThat(extract(page, Map.of("newsletter", "bool", "terms_accepted", "bool")))
        .isEqualTo(Map.of("newsletter", true, "terms_accepted", false));
  }
}
