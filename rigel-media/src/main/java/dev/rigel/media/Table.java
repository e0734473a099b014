package dev.rigel.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * A table as it was read, cell by cell.
 *
 * @param cells by row, then by column; together they cover the table without overlap
 * @param headerRows how many rows at the top name the columns
 * @param regions where it lies: one region for each page it goes over, label {@code table}
 */
public record Table(List<TableCell> cells, int headerRows, List<Region> regions) {
  public Table {
    cells =
        cells.stream()
            .sorted(Comparator.comparingInt(TableCell::row).thenComparingInt(TableCell::column))
            .toList();
    regions = List.copyOf(regions);
    if (regions.isEmpty()) {
      throw new IllegalArgumentException("a table that is nowhere");
    }
    if (headerRows < 0) {
      throw new IllegalArgumentException("not a number of rows: " + headerRows);
    }
  }

  /** A table without spans whose cells have no places; its first row names the columns. */
  public Table(List<List<String>> rows, Region region) {
    this(plainCells(rows), Math.min(1, rows.size()), List.of(region));
  }

  /** Where it lies, or where it begins. */
  public Region region() {
    return regions.getFirst();
  }

  /** The page it begins on. */
  public OptionalInt page() {
    return region().page();
  }

  public int columns() {
    return cells.stream().mapToInt(cell -> cell.column() + cell.columnSpan()).max().orElse(0);
  }

  public int rowCount() {
    return cells.stream().mapToInt(cell -> cell.row() + cell.rowSpan()).max().orElse(0);
  }

  /**
   * The texts row by row, every row as long as the others. A cell over several rows or columns
   * stands where it begins; the rest of its place is empty.
   */
  public List<List<String>> rows() {
    String[][] texts = new String[rowCount()][columns()];
    for (String[] row : texts) {
      Arrays.fill(row, "");
    }
    cells.forEach(cell -> texts[cell.row()][cell.column()] = cell.text());
    return Arrays.stream(texts).map(List::of).toList();
  }

  private static List<TableCell> plainCells(List<List<String>> rows) {
    if (rows.stream().map(List::size).distinct().count() > 1) {
      throw new IllegalArgumentException("rows of different lengths");
    }
    List<TableCell> cells = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        cells.add(new TableCell(row, column, rows.get(row).get(column)));
      }
    }
    return cells;
  }
}
