package dev.rigel.perception.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.media.Ruling;
import dev.rigel.media.Table;
import dev.rigel.media.TableCell;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableReaderTest {
  @Test
  void readsCellsOverSeveralRowsAndColumnsByTheirLines() {
    PageSketch page =
        new PageSketch()
            .word("Town", 60, 130)
            .word("Sales", 190, 110)
            .word("2024", 160, 130)
            .word("2025", 260, 130)
            .word("Oslo", 60, 150)
            .word("12", 160, 150)
            .word("15", 260, 150);
    page.level(50, 350, 100).level(150, 350, 120).level(50, 350, 140).level(50, 350, 160);
    page.upright(50, 100, 160).upright(150, 100, 160).upright(250, 120, 160).upright(350, 100, 160);
    Table table = only(page);
    assertThat(table.cells())
        .extracting(
            TableCell::row,
            TableCell::column,
            TableCell::rowSpan,
            TableCell::columnSpan,
            TableCell::text)
        .containsExactly(
            tuple(0, 0, 2, 1, "Town"),
            tuple(0, 1, 1, 2, "Sales"),
            tuple(1, 1, 1, 1, "2024"),
            tuple(1, 2, 1, 1, "2025"),
            tuple(2, 0, 1, 1, "Oslo"),
            tuple(2, 1, 1, 1, "12"),
            tuple(2, 2, 1, 1, "15"));
    assertThat(table.headerRows()).isEqualTo(2);
    assertThat(table.rows())
        .containsExactly(
            List.of("Town", "Sales", ""), List.of("", "2024", "2025"), List.of("Oslo", "12", "15"));
    Region cell = table.cells().getFirst().region().orElseThrow();
    assertThat(cell.label()).isEqualTo("cell");
    assertThat(cell.box().x()).isEqualTo(50 / PageSketch.WIDTH);
  }

  @Test
  void readsRowsWithoutLinesWhoseCellsAreWrapped() {
    PageSketch page = new PageSketch();
    page.word("Item", 60, 100).word("Note", 200, 100).word("Price", 400, 100);
    page.word("Paint", 60, 120).words("dries within a", 200, 120).word("12.50", 400, 120);
    page.words("day or two", 200, 131);
    page.word("Brush", 60, 151).words("soft", 200, 151).word("3.00", 405, 151);
    assertThat(only(page).rows())
        .containsExactly(
            List.of("Item", "Note", "Price"),
            List.of("Paint", "dries within a day or two", "12.50"),
            List.of("Brush", "soft", "3.00"));
  }

  @Test
  void seesThatAHeadingStandsOverTheMiddleOfItsColumns() {
    PageSketch page = new PageSketch();
    page.words("First half", 180, 100).words("Second half", 340, 100);
    page.word("Town", 60, 120).word("Jan", 160, 120).word("Feb", 240, 120);
    page.word("Jul", 330, 120).word("Aug", 410, 120);
    for (int i = 0; i < 4; i++) {
      double y = 140 + 20 * i;
      page.word("Town" + i, 60, y).word("1" + i, 160, y).word("2" + i, 240, y);
      page.word("3" + i, 330, y).word("4" + i, 410, y);
    }
    assertThat(only(page).cells().stream().filter(c -> c.row() == 0 && !c.text().isEmpty()))
        .extracting(TableCell::text, TableCell::column, TableCell::columnSpan)
        .containsExactly(tuple("First half", 1, 2), tuple("Second half", 3, 2));
  }

  @Test
  void joinsWhatGoesOnOnTheNextPageAndDropsTheRepeatedHeader() {
    PageSketch first = new PageSketch();
    first.words("A report of the year", 60, 60);
    first.word("Town", 60, 700).word("Sum", 300, 700);
    first.word("Oslo", 60, 720).word("12", 300, 720);
    first.word("Lyon", 60, 740).word("15", 300, 740);
    first.words("Page 1", 280, 820);
    PageSketch second = new PageSketch();
    second.word("Town", 60, 100).word("Sum", 300, 100);
    second.word("Graz", 60, 120).word("9", 300, 120);
    second.word("Cork", 60, 140).word("8", 300, 140);
    List<Table> tables = TableReader.read(List.of(first.page(1), second.page(2)));
    assertThat(tables).hasSize(1);
    assertThat(tables.getFirst().rows())
        .containsExactly(
            List.of("Town", "Sum"),
            List.of("Oslo", "12"),
            List.of("Lyon", "15"),
            List.of("Graz", "9"),
            List.of("Cork", "8"));
    assertThat(tables.getFirst().regions())
        .extracting(r -> r.page().getAsInt())
        .containsExactly(1, 2);
  }

  @Test
  void takesNeitherColumnsOfProseNorListsForTables() {
    PageSketch page = new PageSketch();
    for (int i = 0; i < 8; i++) {
      page.words("the results of this year were better", 60, 100 + 12 * i);
      page.words("than the plan of the year before", 320, 100 + 12 * i);
    }
    for (int i = 0; i < 4; i++) {
      page.word("•", 60, 300 + 14 * i).words("a point of the list", 80, 300 + 14 * i);
    }
    assertThat(TableReader.read(List.of(page.page(1)))).isEmpty();
  }

  @Test
  void seesLinesInPictures() {
    BufferedImage picture = new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 600, 400);
    graphics.setColor(Color.BLACK);
    graphics.setStroke(new BasicStroke(2));
    graphics.drawRect(50, 50, 400, 200);
    graphics.drawLine(200, 50, 200, 250);
    graphics.drawString("no line but letters", 60, 100);
    graphics.dispose();
    Region word = new Region("s", new Box(0.1, 0.2, 0.1, 0.03), "word", "x", 1);
    List<Ruling> rulings = DrawnLines.of(Image.of(picture), List.of(word));
    assertThat(rulings).filteredOn(Ruling::isLevel).hasSize(2);
    assertThat(rulings)
        .filteredOn(ruling -> !ruling.isLevel())
        .extracting(ruling -> Math.round(ruling.x1() * 600))
        .containsExactlyInAnyOrder(50L, 200L, 450L);
  }

  private static Table only(PageSketch page) {
    List<Table> tables = TableReader.read(List.of(page.page(1)));
    assertThat(tables).hasSize(1);
    return tables.getFirst();
  }
}
