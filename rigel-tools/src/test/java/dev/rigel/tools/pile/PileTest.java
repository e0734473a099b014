package dev.rigel.tools.pile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.Region;
import dev.rigel.tools.Bench;
import dev.rigel.tools.Part;
import dev.rigel.tools.Samples;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PileTest {
  private static final String PROSE = "the works on the second floor went on as they were planned";

  private static final List<String> WORDS =
      List.of(
          "Meanwhile", "Afterwards", "In March", "At last", "Next", "Soon", "So", "Thus", "Later");

  private final Bench bench = new Bench();

  /** Lines of running text between the given ones. */
  private static String[] page(List<String> before, int lines, String... after) {
    List<String> all = new ArrayList<>(before);
    IntStream.range(0, lines)
        .forEach(i ->
            all.add(WORDS.get((i + before.size() * 3 + lines) % WORDS.size()) + " " + PROSE + "."));
    all.addAll(List.of(after));
    return all.toArray(String[]::new);
  }

  private static String[] invoice(String number, String page) {
    return new String[] {
      "Alder Print Works Ltd",
      "Invoice",
      "Invoice number: " + number,
      "Bill to: Anna Weber",
      "Paper 12 x 3.00   36.00",
      "Amount due 36.00",
      page
    };
  }

  private static String[] letter(String name, String town) {
    return page(List.of(name, town, "Dear Ms Turner,"), 6, "Yours sincerely,", name);
  }

  @SuppressWarnings("unchecked")
  private List<Part> split(Document document) {
    return (List<Part>) Objects.requireNonNull(bench.call("split", "document", document));
  }

  private Region classify(Object document) {
    return (Region) Objects.requireNonNull(bench.call("classify", "document", document));
  }

  private Region classify(Object document, List<String> labels) {
    return (Region)
        Objects.requireNonNull(bench.call("classify", "document", document, "labels", labels));
  }

  @Test
  void takesAPileApartAndSaysWhy() {
    Document pile =
        Samples.document(
            invoice("A-1001", "Page 1 of 1"),
            letter("Peter Novak", "12 Mill Lane, Leeds"),
            page(List.of("Service agreement", "Page 1 of 2", "This agreement is entered into"), 20),
            page(List.of("Page 2 of 2", "3. Termination"), 8, "Signature"));

    List<Part> parts = split(pile);

    assertThat(parts)
        .extracting(Part::pages)
        .containsExactly(List.of(1), List.of(2), List.of(3, 4));
    assertThat(parts).extracting(Part::kind).containsExactly("invoice", "letter", "contract");
    assertThat(parts.get(0).why()).isEqualTo("the first page");
    assertThat(parts.get(1).why()).contains("Dear Ms Turner");
    assertThat(parts.get(2).why()).contains("page numbers start at \"1 of 2\"");
    assertThat(parts)
        .allSatisfy(part -> {
          assertThat(part.confidence()).isBetween(0.5, 1.0);
          assertThat(part.proof()).isNotEmpty();
          assertThat(part.proof())
              .allSatisfy(region -> {
                assertThat(region.source()).isEqualTo(pile.contentHash());
                assertThat(region.page().getAsInt()).isBetween(part.first() - 1, part.last());
              });
        });
  }

  @Test
  void keepsOneLongDocumentTogether() {
    Document report =
        Samples.document(
            page(List.of("Annual report", "Executive summary"), 30, "1"),
            page(List.of("Annual report", "Findings"), 31, "2"),
            page(List.of("Annual report", "Conclusion"), 26, "3"));
    assertThat(split(report)).extracting(Part::pages).containsExactly(List.of(1, 2, 3));
  }

  @Test
  void tellsTwoInvoicesOfOneSenderApartByTheirNumbers() {
    Document pile = Samples.document(invoice("A-1001", ""), invoice("A-1002", ""));
    List<Part> parts = split(pile);
    assertThat(parts).extracting(Part::pages).containsExactly(List.of(1), List.of(2));
    assertThat(parts.get(1).why()).contains("A-1002");
  }

  @Test
  void givesBlankPagesToTheDocumentBefore() {
    Document pile =
        Samples.document(
            letter("Peter Novak", "12 Mill Lane, Leeds"),
            new String[] {},
            letter("Clara Rossi", "4 Elm Street, York"));
    List<Part> parts = split(pile);
    assertThat(parts).extracting(Part::pages).containsExactly(List.of(1, 2), List.of(3));
    assertThat(parts.get(1).why()).contains("an empty page before it");
  }

  @Test
  void followsPageNumbersThatGoOn() {
    Document numbered =
        Samples.document(
            page(List.of("Invoice", "Page 1 of 2", "Invoice number: A-1"), 4),
            page(List.of("Invoice", "Page 2 of 2", "Dear reader"), 4));
    assertThat(split(numbered)).hasSize(1);
  }

  @Test
  void classifiesByTheWordsThatStandThere() throws IOException {
    Document invoice = Samples.read(Files.readAllBytes(Path.of("../examples/invoice.pdf")));
    Region kind = classify(invoice);
    assertThat(kind.label()).isEqualTo("invoice");
    assertThat(kind.text()).containsIgnoringCase("invoice");
    assertThat(kind.confidence()).isGreaterThan(0.9);
    assertThat(kind.page()).hasValue(1);
    assertThat(kind.source()).isEqualTo(invoice.contentHash());
    Document form = Samples.read(Files.readAllBytes(Path.of("../examples/form.pdf")));
    assertThat(classify(form).label()).isEqualTo("form");
  }

  @Test
  void knowsKindsInOtherLanguages() {
    assertThat(
            classify(Samples.document(new String[] {"Lieferschein", "Ware erhalten am 3. Mai"}))
                .label())
        .isEqualTo("delivery note");
    assertThat(
            classify(
                    Samples.document(
                        new String[] {"Bulletin de paie", "Salaire brut 2 310,00", "Mai 2025"}))
                .label())
        .isEqualTo("payslip");
  }

  @Test
  void saysOtherWhereNothingTellsTheKind() {
    Region kind = classify(Samples.document(page(List.of(), 5)));
    assertThat(kind.label()).isEqualTo("other");
    assertThat(kind.confidence()).isZero();
  }

  @Test
  void choosesAmongGivenLabelsUnderTheirOwnNames() {
    Document bill = Samples.document(invoice("A-1001", ""));
    assertThat(classify(bill, List.of("Letter", "Bill", "CV")).label()).isEqualTo("Bill");
    assertThat(bench.requests).isEmpty();
  }

  @Test
  void findsAnUnknownLabelAsTitleAndAsksTheModelOtherwise() {
    Document log = Samples.document(page(List.of("Flight log"), 4));
    Region titled = classify(log, List.of("flight log", "repair card"));
    assertThat(titled.label()).isEqualTo("flight log");
    assertThat(bench.requests).isEmpty();
    bench.model = prompt -> "repair card";
    Region chosen =
        classify(Samples.document(page(List.of(), 4)), List.of("flight log", "repair card"));
    assertThat(chosen.label()).isEqualTo("repair card");
    assertThat(chosen.confidence()).isEqualTo(0.5);
    assertThat(bench.requests).hasSize(1);
  }

  @Test
  void refusesLabelsThatAreNoneAndPagesWithoutText() {
    assertThatThrownBy(() -> classify(Samples.document(page(List.of(), 4)), List.of(" ")))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("labels");
    bench.text = List.of();
    assertThatThrownBy(
            () -> classify(Samples.plain(100, 100, Color.WHITE), List.of("sketch", "photo")))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("no text");
  }

  @Test
  void readsMisreadTitlesOfPictures() {
    bench.text = Samples.lines("PURCHA5E ORDER", "Please supply 12 boxes", "Ship to: 4 Elm Street");
    Region kind = classify(Samples.plain(300, 400, Color.WHITE));
    assertThat(kind.label()).isEqualTo("purchase order");
    assertThat(kind.page()).isEmpty();
  }
}
