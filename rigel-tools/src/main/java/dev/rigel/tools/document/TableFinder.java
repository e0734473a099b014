package dev.rigel.tools.document;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.tools.Table;
import dev.rigel.tools.reading.Segments;
import dev.rigel.tools.reading.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds tables by how text is aligned: rows of at least two pieces, one below the other, whose
 * pieces fall into the same columns. Lines drawn on the page are not looked at.
 */
public final class TableFinder {
  private static final int LEAST_ROWS = 2;

  /** Rows further apart than this many row heights belong to different tables. */
  private static final double ROW_DISTANCE = 3;

  /** A piece in most columns at once is a heading or a sentence, not a row. */
  private static final int LEAST_COLUMNS = 2;

  private TableFinder() {}

  /** The tables of one page, from top to bottom. */
  public static List<Table> find(List<TextLine> page) {
    List<Table> tables = new ArrayList<>();
    List<List<TextLine>> block = new ArrayList<>();
    for (List<TextLine> row : Segments.rows(Segments.of(page))) {
      if (!block.isEmpty() && !continues(block, row)) {
        add(block, tables);
        block = new ArrayList<>();
      }
      if (row.size() >= LEAST_COLUMNS || !block.isEmpty()) {
        block.add(row);
      }
    }
    add(block, tables);
    return tables;
  }

  private static boolean continues(List<List<TextLine>> block, List<TextLine> row) {
    Box above = around(block.getLast());
    Box below = around(row);
    boolean near =
        below.y() - above.bottom() < ROW_DISTANCE * Math.max(above.height(), below.height());
    return near && (row.size() >= LEAST_COLUMNS || fitsOneColumn(block, row.getFirst()));
  }

  /** A single piece goes on a table only as a cell's second line or a row with empty cells. */
  private static boolean fitsOneColumn(List<List<TextLine>> block, TextLine piece) {
    long touched =
        columns(block).stream().filter(column -> overlap(column, piece.region().box()) > 0).count();
    return touched == 1 && block.size() >= LEAST_ROWS;
  }

  private static void add(List<List<TextLine>> block, List<Table> tables) {
    List<List<TextLine>> rows = new ArrayList<>(block);
    while (!rows.isEmpty() && rows.getLast().size() < LEAST_COLUMNS) {
      rows.removeLast();
    }
    List<Box> columns = columns(rows);
    if (rows.size() < LEAST_ROWS || columns.size() < LEAST_COLUMNS) {
      return;
    }
    List<List<String>> texts = new ArrayList<>();
    for (List<TextLine> row : rows) {
      texts.add(cells(row, columns));
    }
    TextLine first = rows.getFirst().getFirst();
    Box box = rows.stream().map(TableFinder::around).reduce(Box::union).orElseThrow();
    double confidence =
        rows.stream()
            .flatMap(List::stream)
            .mapToDouble(p -> p.region().confidence())
            .average()
            .orElse(0);
    Region region = new Region(first.region().source(), box, "table", "", confidence);
    tables.add(
        new Table(
            texts,
            first.region().page().isPresent()
                ? region.onPage(first.region().page().getAsInt())
                : region));
  }

  private static List<String> cells(List<TextLine> row, List<Box> columns) {
    List<StringBuilder> cells = new ArrayList<>();
    columns.forEach(_ -> cells.add(new StringBuilder()));
    for (TextLine piece : row) {
      int best = 0;
      for (int i = 1; i < columns.size(); i++) {
        if (overlap(columns.get(i), piece.region().box())
            > overlap(columns.get(best), piece.region().box())) {
          best = i;
        }
      }
      StringBuilder cell = cells.get(best);
      cell.append(cell.isEmpty() ? "" : " ").append(piece.text());
    }
    return cells.stream().map(StringBuilder::toString).toList();
  }

  /**
   * Columns are the stretches that pieces cover when rows are laid over each other. Rows with the
   * most pieces decide, so that a long piece over two columns does not join them.
   */
  private static List<Box> columns(List<List<TextLine>> rows) {
    int most = rows.stream().mapToInt(List::size).max().orElse(0);
    List<Box> columns = new ArrayList<>();
    for (int size = most; size >= LEAST_COLUMNS; size--) {
      for (List<TextLine> row : rows) {
        if (row.size() == size) {
          row.forEach(piece -> addTo(columns, piece.region().box()));
        }
      }
    }
    columns.sort(Comparator.comparingDouble(Box::x));
    return columns;
  }

  private static void addTo(List<Box> columns, Box piece) {
    List<Box> touched = columns.stream().filter(c -> overlap(c, piece) > 0).toList();
    if (touched.isEmpty()) {
      columns.add(piece);
    } else if (touched.size() == 1) {
      columns.remove(touched.getFirst());
      columns.add(touched.getFirst().union(piece));
    }
  }

  private static double overlap(Box a, Box b) {
    return Math.max(0, Math.min(a.right(), b.right()) - Math.max(a.x(), b.x()));
  }

  private static Box around(List<TextLine> row) {
    return row.stream().map(p -> p.region().box()).reduce(Box::union).orElseThrow();
  }
}
