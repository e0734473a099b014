package dev.rigel.perception.layout;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.media.Table;
import dev.rigel.perception.tables.PageContent;
import dev.rigel.perception.tables.TableReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tables of pages by their words and lines, corrected by what a network sees: one that takes in
 * what stands beside or above it is read again from the place where it is seen, and one that
 * nothing but the places of words speaks for is none.
 */
final class SeenTables {
  /** A table that is seen elsewhere than it was read overlaps it by less. */
  private static final double SAME = 0.6;

  /** Of a side of the page, around what is seen: the boxes are often tight. */
  private static final double AROUND = 0.01;

  /** Of the page's height: the rules above and below a table lie so near to its words. */
  private static final double NEAR = 0.005;

  private static final Pattern NUMBER = Pattern.compile("\\p{Sc}?[-+(]?\\d[\\d.,]*[)%]?\\p{Sc}?");

  /** Of the cells: an address or a letterhead holds few. */
  private static final double NUMBERS = 0.35;

  private SeenTables() {}

  static List<Table> of(List<LayoutPage> pages) {
    List<Table> tables = new ArrayList<>();
    for (Table table : TableReader.read(pages.stream().map(LayoutPage::content).toList())) {
      Optional<LayoutPage> page =
          pages.stream()
              .filter(other -> other.content().page().equals(table.page()))
              .filter(other -> !other.seen().isEmpty())
              .findFirst();
      // One that goes over pages is one: what says so is not doubted.
      if (table.regions().size() > 1 || page.isEmpty()) {
        tables.add(table);
      } else {
        tables.addAll(corrected(table, page.get()));
      }
    }
    return tables;
  }

  private static List<Table> corrected(Table table, LayoutPage page) {
    SeenParts seen = new SeenParts(page);
    Box box = table.region().box();
    List<Box> here =
        seen.tables().stream()
            .filter(other -> other.intersection(box) > 0.5 * other.area())
            .toList();
    if (here.isEmpty()) {
      return isNone(table, page, seen) ? List.of() : List.of(table);
    }
    if (here.stream().anyMatch(other -> other.intersectionOverUnion(box) >= SAME)) {
      return List.of(table);
    }
    List<Table> again = new ArrayList<>();
    here.forEach(other -> read(page, other).ifPresent(again::add));
    return again;
  }

  /**
   * Whether what looks like a table, where none is seen, is none: it is a part of a figure, or
   * neither a line nor columns of numbers speak for it.
   */
  private static boolean isNone(Table table, LayoutPage page, SeenParts seen) {
    Box box = table.region().box();
    if (seen.isTable(box)) {
      return false;
    }
    return seen.isInFigure(box) || !(isRuled(box, page) || isOfNumbers(table));
  }

  private static boolean isRuled(Box box, LayoutPage page) {
    return page.content().rulings().stream()
        .anyMatch(line ->
            line.x2() > box.x()
                && line.x1() < box.right()
                && line.y2() > box.y() - NEAR
                && line.y1() < box.bottom() + NEAR);
  }

  private static boolean isOfNumbers(Table table) {
    long numbers =
        table.cells().stream().filter(cell -> NUMBER.matcher(cell.text()).matches()).count();
    return numbers >= NUMBERS * table.cells().size();
  }

  /** The largest table of what stands in the box. */
  private static Optional<Table> read(LayoutPage page, Box box) {
    Box around =
        Box.ofEdges(
            box.x() - AROUND, box.y() - AROUND, box.right() + AROUND, box.bottom() + AROUND);
    PageContent content = page.content();
    List<Region> words =
        content.words().stream()
            .filter(word -> word.box().intersection(around) > 0.5 * word.box().area())
            .toList();
    PageContent part =
        new PageContent(
            content.source(),
            content.page(),
            content.width(),
            content.height(),
            words,
            content.rulings().stream()
                .filter(line ->
                    line.x1() >= around.x()
                        && line.x2() <= around.right()
                        && line.y1() >= around.y()
                        && line.y2() <= around.bottom())
                .toList());
    return TableReader.read(List.of(part)).stream()
        .max(Comparator.comparingDouble(table -> table.region().box().area()));
  }
}
