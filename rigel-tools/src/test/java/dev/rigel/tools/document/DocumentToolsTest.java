package dev.rigel.tools.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.media.Table;
import dev.rigel.tools.Bench;
import dev.rigel.tools.Samples;
import dev.rigel.tools.Samples.Placed;
import dev.rigel.tools.Toolbox;
import java.awt.Color;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DocumentToolsTest {
  private final Bench bench = new Bench();

  @Test
  void searchesWithoutRegardToCapitalsAndAccents() {
    Document document =
        Samples.document(
            new String[] {"The Café opens. The party starts."},
            new String[] {"Two cafes, one art show, and a CAFE"});
    List<Region> hits = bench.regions("search", "document", document, "query", "café");
    assertThat(hits).extracting(Region::text).containsExactly("Café", "cafes", "CAFE");
    assertThat(hits).extracting(hit -> hit.page().getAsInt()).containsExactly(1, 2, 2);
    assertThat(bench.regions("search", "document", document, "query", "art"))
        .extracting(Region::text)
        .containsExactly("art");
  }

  @Test
  void searchesPhrasesOverLineEndsWithTheirPlace() {
    Document document = Samples.document(new String[] {"please mind the", "gap between words"});
    Region hit = bench.regions("search", "document", document, "query", "the gap").getFirst();
    assertThat(hit.text()).isEqualTo("the gap");
    assertThat(hit.box().height()).isGreaterThan(20.0 / 842);
    Region word = bench.regions("search", "document", document, "query", "gap").getFirst();
    assertThat(word.box().x()).isCloseTo(60.0 / 595, within(0.01));
    assertThat(word.box().width()).isLessThan(0.05);
  }

  @Test
  void searchesWordsThatAHyphenPartsAtALineEnd() {
    Document document =
        Samples.document(new String[] {"We keep every docu-", "ment, and the well-known document"});
    List<Region> hits = bench.regions("search", "document", document, "query", "document");
    assertThat(hits).extracting(Region::text).containsExactly("document", "docu- ment");
    assertThat(hits.getFirst().confidence()).isEqualTo(1);
    assertThat(hits.getLast().confidence()).isLessThan(1);
    assertThat(hits.getLast().box().height()).isGreaterThan(20.0 / 842);
  }

  @Test
  void searchesMisreadWordsOnlyInPicturesAndAfterExactOnes() {
    bench.text =
        List.of(
            Samples.text("the arnount due", 0.1, 0.1, 0.3, 0.04),
            Samples.text("Amount in EUR", 0.1, 0.2, 0.3, 0.04),
            Samples.text("T0TAL 12.00", 0.1, 0.3, 0.3, 0.04),
            Samples.text("a contact person", 0.1, 0.4, 0.3, 0.04));
    Image image = Samples.plain(200, 100, Color.WHITE);
    List<Region> amounts = bench.regions("search", "document", image, "query", "amount");
    assertThat(amounts).extracting(Region::text).containsExactly("Amount", "arnount");
    assertThat(amounts.getLast().confidence()).isLessThan(amounts.getFirst().confidence());
    assertThat(bench.regions("search", "document", image, "query", "total"))
        .extracting(Region::text)
        .containsExactly("T0TAL");
    assertThat(bench.regions("search", "document", image, "query", "contract")).isEmpty();
    Document written = Samples.document(new String[] {"the arnount due and some more words"});
    assertThat(bench.regions("search", "document", written, "query", "amount")).isEmpty();
  }

  @Test
  void readsTheFieldsOfAForm() throws IOException {
    Document form = Samples.read(Files.readAllBytes(Path.of("../examples/form.pdf")));
    List<Region> fields = bench.regions("fields", "document", form);
    assertThat(fields)
        .extracting(field -> field.label() + ": " + field.text())
        .containsExactly(
            "Full name: Ruth Bellamy",
            "Street: 18 Quarry Lane",
            "Town: Ashcombe",
            "Phone: +44 20 7946 0871",
            "Workshop date: 23 May 2026",
            "Emergency contact: ",
            "I have made pottery before: checked",
            "I need an apron: checked",
            "I come by car: unchecked",
            "Meat: unchecked",
            "Vegetarian: checked",
            "No lunch: unchecked",
            "Signature: signed");
    assertThat(fields)
        .allSatisfy(field -> {
          assertThat(field.page()).hasValue(1);
          assertThat(field.source()).isEqualTo(form.contentHash());
          assertThat(field.box().area()).isPositive();
        });
    assertThat(bench.regions("fields", "document", form, "kind", "radio")).hasSize(3);
    assertThat(bench.regions("fields", "document", form, "kind", "handwriting"))
        .extracting(Region::label)
        .containsExactly("Signature");
    assertThatThrownBy(() -> bench.call("fields", "document", form, "kind", "buttons"))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("checkbox");
  }

  @Test
  void findsNoFieldsWhereNothingIsToBeFilledIn() {
    Document letter =
        Samples.document(
            new String[] {"Dear Ann,", "thank you for the letter and the signature below it."});
    assertThat(bench.regions("fields", "document", letter)).isEmpty();
  }

  @Test
  void refusesAnEmptySearch() {
    assertThatThrownBy(() ->
            bench.call("search", "document", Samples.document(new String[] {"a"}), "query", " "))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void takesSignsInASearchAsTheyAre() {
    Document document = Samples.document(new String[] {"costs $5.00 (net) or more and more"});
    assertThat(bench.regions("search", "document", document, "query", "$5.00 (net)")).hasSize(1);
    assertThat(bench.regions("search", "document", document, "query", ".*")).isEmpty();
  }

  @Test
  void findsThingsByKindWithTheirPlace() {
    Document document =
        Samples.document(
            new String[] {"Contact: jane@example.org or +49 30 1234567, invoice of 31.05.2024"},
            new String[] {"Total 1.234,50 EUR to DE89 3704 0044 0532 0130 00"});
    assertThat(bench.regions("find_text", "document", document, "kind", "email"))
        .singleElement()
        .satisfies(email -> {
          assertThat(email.text()).isEqualTo("jane@example.org");
          assertThat(email.label()).isEqualTo("email");
          assertThat(email.box().x()).isGreaterThan(0.15).isLessThan(0.25);
        });
    assertThat(bench.regions("find_text", "document", document, "kind", "iban"))
        .singleElement()
        .satisfies(iban -> assertThat(iban.page()).hasValue(2));
    assertThat(bench.regions("find_text", "document", document, "kind", "phone")).hasSize(1);
    assertThat(bench.regions("find_text", "document", document, "kind", "date")).hasSize(1);
    assertThat(bench.regions("find_text", "document", document, "kind", "amount"))
        .extracting(Region::text)
        .containsExactly("1.234,50 EUR");
  }

  @Test
  void findsThingsInPicturesByEstimatingTheirPlace() {
    bench.text = List.of(Samples.text("mail: jane@example.org", 0.2, 0.5, 0.4, 0.05));
    Region email =
        bench
            .regions("find_text", "document", Samples.plain(200, 100, Color.WHITE), "kind", "email")
            .getFirst();
    assertThat(email.box().right()).isCloseTo(0.6, within(0.001));
    assertThat(email.box().x()).isBetween(0.25, 0.34);
  }

  @Test
  void givesTheTextOfPagesAndPictures() {
    Document document =
        Samples.document(
            new String[] {"The first page says this", "on two lines"},
            new String[] {"The second page says something else"});
    assertThat(bench.call("text", "document", document))
        .isEqualTo("The first page says this\non two lines\n\nThe second page says something else");
    assertThat(bench.call("text", "document", document, "page", BigInteger.TWO))
        .isEqualTo("The second page says something else");
    assertThatThrownBy(() -> bench.call("text", "document", document, "page", BigInteger.ZERO))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("Pages count from 1");
    bench.text = Samples.lines("one", "two");
    assertThat(bench.call("text", "document", Samples.plain(10, 10, Color.WHITE)))
        .isEqualTo("one\ntwo");
  }

  @Test
  void givesPagesAsPictures() {
    Document document = Samples.document(new String[] {"a"}, new String[] {"b"});
    Image second = (Image) bench.call("page", "document", document, "number", BigInteger.TWO);
    assertThat(Objects.requireNonNull(second).page()).hasValue(2);
    assertThat((List<?>) bench.call("pages", "document", document)).hasSize(2);
    assertThatThrownBy(
            () -> bench.call("page", "document", document, "number", BigInteger.valueOf(3)))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("2 pages");
  }

  @Test
  void findsTablesByTheirColumns() {
    Document document =
        Samples.page(
            new Placed("This invoice lists what was delivered in the month of May.", 60, 60),
            new Placed("Article", 60, 120),
            new Placed("Quantity", 300, 120),
            new Placed("Price", 450, 120),
            new Placed("Blue paint", 60, 140),
            new Placed("2", 340, 140),
            new Placed("12.50", 450, 140),
            new Placed("Brush, very soft", 60, 160),
            new Placed("10", 334, 160),
            new Placed("3.00", 456, 160),
            new Placed("Total", 60, 180),
            new Placed("55.00", 450, 180),
            new Placed("Thank you for your order, and please come again soon.", 60, 260));
    List<?> tables = (List<?>) Objects.requireNonNull(bench.call("tables", "document", document));
    assertThat(tables).hasSize(1);
    Table table = (Table) tables.getFirst();
    assertThat(table.rows())
        .containsExactly(
            List.of("Article", "Quantity", "Price"),
            List.of("Blue paint", "2", "12.50"),
            List.of("Brush, very soft", "10", "3.00"),
            List.of("Total", "", "55.00"));
    assertThat(table.page()).hasValue(1);
    assertThat(table.region().box().y()).isBetween(0.12, 0.145);
  }

  @Test
  void looksAtAPageForItsPartsOnceHoweverOftenItsDocumentIsOpened() {
    Toolbox toolbox = bench.toolbox();
    Document document = Samples.document(new String[] {"One"}, new String[] {"Two"});
    Object first = bench.call(toolbox, "layout", "document", document);
    assertThat(bench.looksForParts).hasValue(2);

    Object again = bench.call(toolbox, "layout", "document", Samples.read(document.bytes()));
    bench.call(toolbox, "layout", "document", document, "page", BigInteger.TWO);

    assertThat(again).isEqualTo(first);
    assertThat(bench.looksForParts).hasValue(2);
    bench.call(toolbox, "layout", "document", Samples.document(new String[] {"Three"}));
    assertThat(bench.looksForParts).hasValue(3);
  }

  @Test
  void writesADocumentAsMarkdownWithItsTables() {
    Document document =
        Samples.page(
            new Placed("Order of the week", 60, 60),
            new Placed("Article", 60, 120),
            new Placed("Price", 300, 120),
            new Placed("Blue paint", 60, 140),
            new Placed("12.50", 300, 140),
            new Placed("Brush | soft", 60, 160),
            new Placed("3.00", 306, 160),
            new Placed("Thank you for your order.", 60, 260));
    assertThat(bench.call("markdown", "document", document))
        .isEqualTo(
            """
            Order of the week

            | Article | Price |
            | --- | --- |
            | Blue paint | 12.50 |
            | Brush \\| soft | 3.00 |

            Thank you for your order.\
            """);
    assertThat(bench.regions("layout", "document", document))
        .extracting(Region::label)
        .containsExactly("text", "table", "text");
  }

  @Test
  void findsNoTableInPlainText() {
    Document document =
        Samples.document(
            new String[] {
              "Dear reader, this is a letter.",
              "It has several lines of text,",
              "but no table at all."
            });
    assertThat((List<?>) bench.call("tables", "document", document)).isEmpty();
  }

  private Document document(String tool, Object... arguments) {
    return (Document) Objects.requireNonNull(bench.call(tool, arguments));
  }

  @Test
  void removesWhatWasFoundForGood() {
    Document document =
        Samples.document(
            new String[] {"The secret is jane@example.org here"},
            new String[] {"Nothing to hide on this page"});
    List<Region> emails = bench.regions("find_text", "document", document, "kind", "email");
    Document redacted = document("redact", "document", document, "regions", emails);
    String text = (String) bench.call("text", "document", redacted);
    assertThat(text).doesNotContain("jane").doesNotContain("example").contains("Nothing to hide");
    assertThat(bench.regions("find_text", "document", redacted, "kind", "email")).isEmpty();
    assertThat(redacted.pageCount()).isEqualTo(2);
  }

  @Test
  void saysThatNothingWasRemovedWithoutRegions() {
    Document document = Samples.document(new String[] {"a"});
    assertThat(document("redact", "document", document, "regions", List.of())).isSameAs(document);
    assertThat(bench.warnings).singleElement().asString().contains("nothing was removed");
  }

  @Test
  void selectsMergesAndMakesDocuments() {
    Document document =
        Samples.document(
            new String[] {"The very first page here"}, new String[] {"The second page is here"});
    Document turned =
        document("select", "document", document, "pages", List.of(BigInteger.TWO, BigInteger.ONE));
    assertThat((String) bench.call("text", "document", turned)).startsWith("The second");
    assertThat(document("merge", "documents", List.of(document, turned)).pageCount()).isEqualTo(4);
    Image picture = Samples.plain(100, 50, Color.RED);
    assertThat(document("to_pdf", "images", List.of(picture, picture)).pageCount()).isEqualTo(2);
  }

  @Test
  void refusesPagesThatAreNotThereAndEmptyLists() {
    Document document = Samples.document(new String[] {"a"});
    assertThatThrownBy(
            () -> document("select", "document", document, "pages", List.of(BigInteger.TEN)))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("1 page");
    assertThatThrownBy(() ->
            document("select", "document", document, "pages", List.of(BigInteger.TEN.pow(30))))
        .isInstanceOf(RigelException.class);
    assertThatThrownBy(() -> document("select", "document", document, "pages", List.of()))
        .isInstanceOf(RigelException.class);
    assertThatThrownBy(() -> document("merge", "documents", List.of()))
        .isInstanceOf(RigelException.class);
    assertThatThrownBy(() -> document("to_pdf", "images", List.of()))
        .isInstanceOf(RigelException.class);
  }
}
