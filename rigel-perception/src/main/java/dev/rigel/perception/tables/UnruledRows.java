package dev.rigel.perception.tables;

import dev.rigel.perception.tables.Fragment.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tables with lines between columns and below the header but none between rows: what the lines make
 * one tall row is cut into the rows that its texts stand in.
 */
final class UnruledRows {
  /** With more drawn rows than header, body and total, every row is drawn. */
  private static final int MOST_DRAWN_ROWS = 4;

  /** As many lines with text in most columns are rows and not wrapped cells. */
  private static final int LEAST_FULL_LINES = 3;

  private static final double FULL = 0.6;

  private UnruledRows() {}

  static Fragment cut(Fragment table, Grid grid) {
    if (grid.rows() > MOST_DRAWN_ROWS) {
      return table;
    }
    List<Piece> cells = new ArrayList<>();
    int added = 0;
    int headerRows = table.headerRows();
    for (int row = 0; row < table.rows(); row++) {
      List<List<Piece>> rows = rowsOf(table, row);
      if (rows.isEmpty()) {
        int at = row + added;
        int from = row;
        table.cells().stream().filter(c -> c.row() == from).forEach(c -> cells.add(c.at(at)));
        continue;
      }
      for (int i = 0; i < rows.size(); i++) {
        int at = row + added + i;
        rows.get(i).forEach(cell -> cells.add(cell.at(at)));
      }
      if (row == 0) {
        headerRows = 1;
      }
      added += rows.size() - 1;
    }
    return new Fragment(
        table.sheet(),
        cells,
        table.rows() + added,
        table.columnEdges(),
        headerRows,
        table.top(),
        table.bottom(),
        true);
  }

  /** The rows that stand in one drawn row; empty when it is one. */
  private static List<List<Piece>> rowsOf(Fragment table, int row) {
    List<Piece> drawn = table.cells().stream().filter(c -> c.row() == row).toList();
    boolean plain =
        drawn.size() == table.columns() && drawn.stream().allMatch(c -> c.rowSpan() == 1);
    if (!plain) {
      return List.of();
    }
    double top = drawn.getFirst().top();
    double bottom = drawn.getFirst().bottom();
    List<Line> lines =
        Line.of(
            table.sheet().words().stream()
                .filter(table::covers)
                .filter(word -> word.middleY() >= top && word.middleY() < bottom)
                .toList());
    List<List<Piece>> pieces = lines.stream().map(line -> pieces(line, table)).toList();
    long full =
        pieces.stream()
            .filter(line -> line.size() >= FULL * table.columns() && line.getFirst().column() == 0)
            .count();
    if (full < LEAST_FULL_LINES) {
      return List.of();
    }
    int[] rowOf = Rows.of(lines, pieces, table.sheet(), table.columnEdges());
    List<List<Piece>> rows = new ArrayList<>();
    for (int i = 0; i <= rowOf[rowOf.length - 1]; i++) {
      rows.add(new ArrayList<>());
    }
    Rows.merged(pieces, rowOf).forEach(cell -> rows.get(cell.row()).add(cell));
    rows.forEach(cells -> addEmpty(cells, table, top, bottom));
    return rows;
  }

  private static List<Piece> pieces(Line line, Fragment table) {
    List<List<Word>> words = new ArrayList<>();
    for (int i = 0; i < table.columns(); i++) {
      words.add(new ArrayList<>());
    }
    for (Word word : line.words()) {
      int column = Arrays.binarySearch(table.columnEdges(), word.middleX());
      words.get(Math.clamp(column >= 0 ? column : -column - 2, 0, table.columns() - 1)).add(word);
    }
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (!words.get(i).isEmpty()) {
        Line part = new Line(words.get(i));
        CellText text = CellText.of(words.get(i));
        pieces.add(
            new Piece(
                0,
                i,
                1,
                1,
                text.text(),
                part.left(),
                part.top(),
                part.right(),
                part.bottom(),
                text.confidence()));
      }
    }
    return pieces;
  }

  private static void addEmpty(List<Piece> cells, Fragment table, double top, double bottom) {
    double from = cells.stream().mapToDouble(Piece::top).min().orElse(top);
    double to = cells.stream().mapToDouble(Piece::bottom).max().orElse(bottom);
    for (int column = 0; column < table.columns(); column++) {
      int at = column;
      if (cells.stream().noneMatch(cell -> cell.column() == at)) {
        double[] edges = table.columnEdges();
        cells.add(new Piece(0, at, 1, 1, "", edges[at], from, edges[at + 1], to, 0));
      }
    }
  }
}
