package dev.rigel.perception.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.perception.tables.PageContent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LayoutReaderTest {
  private static final double BODY = 0.012;

  @Test
  void tellsThePartsOfAPage() {
    Sketch page =
        new Sketch(1)
            .line("Annual report", 0.1, 0.1, 0.03)
            .line("1. Results", 0.1, 0.16, 0.018)
            .line("The year was good and", 0.1, 0.2, BODY)
            .line("better than the last one.", 0.1, 0.215, BODY)
            .line("It ended in December.", 0.1, 0.25, BODY)
            .line("• more shops", 0.1, 0.28, BODY)
            .line("in two towns", 0.13, 0.295, BODY)
            .line("• more people", 0.1, 0.31, BODY)
            .picture(0.1, 0.4, 0.4, 0.2)
            .line("Figure 1: the new shop", 0.1, 0.61, BODY)
            .line("1 before tax", 0.1, 0.85, 0.009)
            .line("Page 1", 0.45, 0.95, BODY);
    assertThat(elements(page))
        .extracting(LayoutElement::category, e -> e.region().text(), LayoutElement::level)
        .containsExactly(
            tuple(LayoutCategory.TITLE, "Annual report", 1),
            tuple(LayoutCategory.SECTION_HEADER, "1. Results", 2),
            tuple(LayoutCategory.TEXT, "The year was good and\nbetter than the last one.", 0),
            tuple(LayoutCategory.TEXT, "It ended in December.", 0),
            tuple(LayoutCategory.LIST_ITEM, "• more shops\nin two towns", 0),
            tuple(LayoutCategory.LIST_ITEM, "• more people", 0),
            tuple(LayoutCategory.PICTURE, "", 0),
            tuple(LayoutCategory.CAPTION, "Figure 1: the new shop", 0),
            tuple(LayoutCategory.FOOTNOTE, "1 before tax", 0),
            tuple(LayoutCategory.PAGE_FOOTER, "Page 1", 0));
  }

  @Test
  void tellsRunningTitlesByTheirRepetition() {
    Sketch first =
        new Sketch(1).line("Terms of sale", 0.1, 0.04, BODY).line("We sell.", 0.1, 0.2, BODY);
    Sketch second =
        new Sketch(2).line("Terms of sale", 0.1, 0.04, BODY).line("You buy.", 0.1, 0.2, BODY);
    assertThat(LayoutReader.read(List.of(first.page(), second.page())))
        .allSatisfy(page ->
            assertThat(page)
                .extracting(LayoutElement::category)
                .containsExactly(LayoutCategory.PAGE_HEADER, LayoutCategory.TEXT));
    assertThat(elements(first))
        .extracting(LayoutElement::category)
        .containsExactly(LayoutCategory.TEXT, LayoutCategory.TEXT);
  }

  @Test
  void putsATableWhereItStands() {
    Sketch page = new Sketch(1).line("Sales by town", 0.1, 0.1, BODY);
    for (int i = 0; i < 4; i++) {
      page.line("Town" + i, 0.1, 0.2 + 0.02 * i, BODY).line("1" + i, 0.5, 0.2 + 0.02 * i, BODY);
    }
    page.line("The end.", 0.1, 0.4, BODY);
    List<LayoutElement> elements = elements(page);
    assertThat(elements)
        .extracting(LayoutElement::category)
        .containsExactly(LayoutCategory.TEXT, LayoutCategory.TABLE, LayoutCategory.TEXT);
    assertThat(elements.get(1).table().orElseThrow().rowCount()).isEqualTo(4);
    assertThat(elements.get(1).region().label()).isEqualTo("table");
  }

  @Test
  void believesTheNetworkWhereTextAndLinesLeaveItOpen() {
    Sketch page =
        new Sketch(1)
            .line("Sampling", 0.1, 0.1, BODY)
            .line("The sheets were weighed.", 0.1, 0.13, BODY)
            .line("0 25 50", 0.12, 0.5, 0.008)
            .line("Figure 1: weights", 0.1, 0.56, BODY)
            .line("E = m c", 0.4, 0.7, BODY)
            .line("Draft of May", 0.1, 0.03, BODY)
            .seen(SeenPart.Kind.TITLE, 0.09, 0.095, 0.3, 0.02)
            .seen(SeenPart.Kind.FIGURE, 0.1, 0.3, 0.5, 0.26)
            .seen(SeenPart.Kind.EQUATION, 0.38, 0.69, 0.3, 0.03)
            .seen(SeenPart.Kind.HEADER, 0.08, 0.025, 0.5, 0.02);
    assertThat(elements(page))
        .extracting(LayoutElement::category, e -> e.region().text())
        .contains(
            tuple(LayoutCategory.SECTION_HEADER, "Sampling"),
            tuple(LayoutCategory.TEXT, "The sheets were weighed."),
            tuple(LayoutCategory.PICTURE, "0 25 50"),
            tuple(LayoutCategory.CAPTION, "Figure 1: weights"),
            tuple(LayoutCategory.FORMULA, "E = m c"),
            tuple(LayoutCategory.PAGE_HEADER, "Draft of May"));
  }

  @Test
  void aFigureFullOfTextHidesNone() {
    Sketch page = new Sketch(1).seen(SeenPart.Kind.FIGURE, 0.05, 0.05, 0.9, 0.5);
    for (int i = 0; i < 20; i++) {
      page.line("A line of a form that stands on a tinted ground, " + i, 0.1, 0.1 + 0.02 * i, BODY);
    }
    assertThat(elements(page))
        .extracting(LayoutElement::category)
        .containsOnly(LayoutCategory.TEXT);
  }

  /** Words in two columns, as in a letterhead. */
  private static Sketch columns() {
    Sketch page = new Sketch(1);
    for (int i = 0; i < 4; i++) {
      page.line("Street" + i, 0.1, 0.1 + 0.02 * i, BODY)
          .line("No. " + i, 0.5, 0.1 + 0.02 * i, BODY);
    }
    return page;
  }

  @Test
  void noTableIsWhereNobodySeesOneAndNoLineIsDrawn() {
    assertThat(elements(columns()))
        .extracting(LayoutElement::category)
        .containsExactly(LayoutCategory.TABLE);
    assertThat(elements(columns().seen(SeenPart.Kind.TEXT, 0.09, 0.09, 0.2, 0.1)))
        .extracting(LayoutElement::category)
        .doesNotContain(LayoutCategory.TABLE);
  }

  @Test
  void readsATableAgainWhereItIsSeen() {
    Sketch page = columns();
    for (int i = 0; i < 4; i++) {
      page.line("Bolt" + i, 0.1, 0.18 + 0.02 * i, BODY).line("7" + i, 0.5, 0.18 + 0.02 * i, BODY);
    }
    page.seen(SeenPart.Kind.TABLE, 0.09, 0.178, 0.5, 0.08);
    List<LayoutElement> tables =
        elements(page).stream().filter(e -> e.category() == LayoutCategory.TABLE).toList();
    assertThat(tables).hasSize(1);
    assertThat(tables.getFirst().region().box().y()).isGreaterThan(0.17);
    assertThat(tables.getFirst().table().orElseThrow().rowCount()).isEqualTo(4);
  }

  private static List<LayoutElement> elements(Sketch page) {
    return LayoutReader.read(List.of(page.page())).getFirst();
  }

  private static final class Sketch {
    private final int number;
    private final List<Region> lines = new ArrayList<>();
    private final List<Region> words = new ArrayList<>();
    private final List<Box> pictures = new ArrayList<>();
    private final List<SeenPart> seen = new ArrayList<>();

    Sketch(int number) {
      this.number = number;
    }

    Sketch line(String text, double x, double y, double height) {
      lines.add(region(text, x, y, height, "text"));
      double at = x;
      for (String word : text.split(" ", -1)) {
        words.add(region(word, at, y, height, "word"));
        at += (word.length() + 0.5) * height / 2;
      }
      return this;
    }

    Sketch picture(double x, double y, double width, double height) {
      pictures.add(new Box(x, y, width, height));
      return this;
    }

    Sketch seen(SeenPart.Kind kind, double x, double y, double width, double height) {
      seen.add(new SeenPart(new Box(x, y, width, height), kind, 0.8));
      return this;
    }

    private Region region(String text, double x, double y, double height, String label) {
      Box box = new Box(x, y, Math.min(1 - x, text.length() * height / 2), height);
      return new Region("page", box, label, text, 1).onPage(number);
    }

    LayoutPage page() {
      PageContent content =
          new PageContent("page", OptionalInt.of(number), 600, 800, words, List.of());
      return new LayoutPage(content, lines, pictures, seen);
    }
  }
}
