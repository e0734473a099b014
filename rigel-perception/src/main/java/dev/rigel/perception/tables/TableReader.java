package dev.rigel.perception.tables;

import dev.rigel.media.Region;
import dev.rigel.media.Table;
import dev.rigel.media.TableCell;
import dev.rigel.perception.tables.Fragment.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the tables of pages: those with drawn cells by their lines, all others by how their words
 * are aligned. A table that goes on on the next page with the same columns is one table.
 */
public final class TableReader {
  private TableReader() {}

  /**
   * @param pages in their order
   */
  public static List<Table> read(List<PageContent> pages) {
    List<List<Fragment>> found = pages.stream().map(TableReader::fragments).toList();
    return PageBreaks.joined(found).stream()
        .filter(parts -> parts.stream().mapToInt(Fragment::rows).sum() >= 2)
        .map(TableReader::table)
        .toList();
  }

  /** The tables of one page, from top to bottom. */
  static List<Fragment> fragments(PageContent page) {
    Sheet sheet = Sheet.of(page);
    List<Fragment> tables = new ArrayList<>(RuledTables.find(sheet));
    List<Word> free =
        sheet.words().stream()
            .filter(word -> tables.stream().noneMatch(table -> table.covers(word)))
            .toList();
    tables.addAll(AlignedTables.find(sheet, free));
    tables.sort(Comparator.comparingDouble(Fragment::top));
    return tables;
  }

  private static Table table(List<Fragment> parts) {
    List<TableCell> cells = new ArrayList<>();
    List<Region> regions = new ArrayList<>();
    int above = 0;
    for (Fragment part : parts) {
      int first = part == parts.getFirst() ? 0 : PageBreaks.repeatedRows(parts.getFirst(), part);
      for (Piece cell : part.cells()) {
        if (cell.row() >= first) {
          cells.add(
              new TableCell(
                  cell.row() - first + above,
                  cell.column(),
                  cell.rowSpan(),
                  cell.columnSpan(),
                  cell.text(),
                  Optional.of(region(part.sheet(), cell))));
        }
      }
      above += part.rows() - first;
      regions.add(
          placed(
              part.sheet(),
              new Region(
                  part.sheet().source(),
                  part.sheet().box(part.left(), part.top(), part.right(), part.bottom()),
                  "table",
                  "",
                  part.confidence())));
    }
    return new Table(cells, parts.getFirst().headerRows(), regions);
  }

  private static Region region(Sheet sheet, Piece cell) {
    return placed(
        sheet,
        new Region(
            sheet.source(),
            sheet.box(cell.left(), cell.top(), cell.right(), cell.bottom()),
            "cell",
            cell.text(),
            cell.confidence()));
  }

  private static Region placed(Sheet sheet, Region region) {
    return sheet.page().isPresent() ? region.onPage(sheet.page().getAsInt()) : region;
  }
}
