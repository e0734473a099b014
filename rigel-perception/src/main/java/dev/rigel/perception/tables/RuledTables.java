package dev.rigel.perception.tables;

import dev.rigel.perception.tables.Fragment.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables whose cells are drawn: the lines' crossings make a grid, and places of the grid between
 * which no line is drawn are one cell.
 */
final class RuledTables {
  /** Of all cells; a grid that is emptier is a drawing, a form to fill in, or a chart. */
  private static final double LEAST_FILLED = 0.2;

  private RuledTables() {}

  static List<Fragment> find(Sheet sheet) {
    List<Fragment> tables = new ArrayList<>();
    for (Grid grid : Grid.of(sheet)) {
      Fragment table = UnruledRows.cut(table(sheet, grid), grid);
      long filled = table.cells().stream().filter(cell -> !cell.text().isEmpty()).count();
      if (filled >= 2 && filled >= LEAST_FILLED * table.cells().size() && isWide(table)) {
        tables.add(table);
      }
    }
    return tables.stream()
        .filter(table -> tables.stream().noneMatch(other -> isInside(table, other)))
        .toList();
  }

  /** Frames that share a line with each other have columns, but no row that shows them. */
  private static boolean isWide(Fragment table) {
    for (int row = 0; row < table.rows(); row++) {
      int at = row;
      if (table.cells().stream().filter(c -> c.row() <= at && c.row() + c.rowSpan() > at).count()
          >= 2) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInside(Fragment inner, Fragment outer) {
    return inner != outer
        && inner.left() > outer.left()
        && inner.right() < outer.right()
        && inner.top() > outer.top()
        && inner.bottom() < outer.bottom();
  }

  private static Fragment table(Sheet sheet, Grid grid) {
    int[][] cellOf = cells(grid);
    List<int[]> areas = areas(cellOf);
    List<List<Word>> wordsOf = new ArrayList<>();
    areas.forEach(_ -> wordsOf.add(new ArrayList<>()));
    for (Word word : sheet.words()) {
      int row = slot(grid.ys(), word.middleY());
      int column = slot(grid.xs(), word.middleX());
      if (row >= 0 && column >= 0) {
        wordsOf.get(cellOf[row][column]).add(word);
      }
    }
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < areas.size(); i++) {
      int[] area = areas.get(i);
      CellText content = CellText.of(wordsOf.get(i));
      pieces.add(
          new Piece(
              area[0],
              area[1],
              area[2] - area[0] + 1,
              area[3] - area[1] + 1,
              content.text(),
              grid.xs()[area[1]],
              grid.ys()[area[0]],
              grid.xs()[area[3] + 1],
              grid.ys()[area[2] + 1],
              content.confidence()));
    }
    return new Fragment(
        sheet,
        pieces,
        grid.rows(),
        grid.xs(),
        headerRows(pieces),
        grid.ys()[0],
        grid.ys()[grid.rows()],
        true);
  }

  /** One, or where the first row groups columns, as many as its cells reach down. */
  private static int headerRows(List<Piece> pieces) {
    List<Piece> first = pieces.stream().filter(piece -> piece.row() == 0).toList();
    int rows = pieces.stream().mapToInt(p -> p.row() + p.rowSpan()).max().orElse(1);
    boolean groups = first.stream().anyMatch(piece -> piece.columnSpan() > 1);
    int deep = first.stream().mapToInt(Piece::rowSpan).max().orElse(1);
    return groups && rows > 2 ? Math.min(rows - 1, Math.max(2, deep)) : 1;
  }

  private static int slot(double[] edges, double at) {
    for (int i = 0; i + 1 < edges.length; i++) {
      if (at >= edges[i] && at < edges[i + 1]) {
        return i;
      }
    }
    return -1;
  }

  /** For each place of the grid the number of its cell; cells are rectangles. */
  private static int[][] cells(Grid grid) {
    int[][] cell = new int[grid.rows()][grid.columns()];
    for (int row = 0, next = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        cell[row][column] = next++;
      }
    }
    boolean grew = true;
    while (grew) {
      grew = false;
      for (int row = 0; row < grid.rows(); row++) {
        for (int column = 0; column < grid.columns(); column++) {
          if (!grid.isClosedRight(row, column)) {
            grew |= unite(cell, row, column, row, column + 1);
          }
          if (!grid.isClosedBelow(row, column)) {
            grew |= unite(cell, row, column, row + 1, column);
          }
        }
      }
    }
    return numbered(cell);
  }

  /** Makes one cell of the smallest rectangle that holds both and every cell that it touches. */
  private static boolean unite(int[][] cell, int row, int column, int otherRow, int otherColumn) {
    int one = cell[row][column];
    if (one == cell[otherRow][otherColumn]) {
      return false;
    }
    int[] area = {row, column, otherRow, otherColumn};
    boolean grew = true;
    while (grew) {
      grew = grow(area, cell);
    }
    for (int r = area[0]; r <= area[2]; r++) {
      Arrays.fill(cell[r], area[1], area[3] + 1, one);
    }
    return true;
  }

  private static boolean grow(int[] area, int[][] cell) {
    Set<Integer> touched = new HashSet<>();
    for (int r = area[0]; r <= area[2]; r++) {
      for (int c = area[1]; c <= area[3]; c++) {
        touched.add(cell[r][c]);
      }
    }
    int[] before = area.clone();
    for (int r = 0; r < cell.length; r++) {
      for (int c = 0; c < cell[r].length; c++) {
        if (touched.contains(cell[r][c])) {
          area[0] = Math.min(area[0], r);
          area[1] = Math.min(area[1], c);
          area[2] = Math.max(area[2], r);
          area[3] = Math.max(area[3], c);
        }
      }
    }
    return !Arrays.equals(before, area);
  }

  private static int[][] numbered(int[][] cell) {
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int[] row : cell) {
      for (int c = 0; c < row.length; c++) {
        int next = numbers.size();
        row[c] = numbers.computeIfAbsent(row[c], _ -> next);
      }
    }
    return cell;
  }

  /** Top, left, bottom and right place of each cell, both ends included. */
  private static List<int[]> areas(int[][] cell) {
    List<int[]> areas = new ArrayList<>();
    for (int row = 0; row < cell.length; row++) {
      for (int column = 0; column < cell[row].length; column++) {
        int at = cell[row][column];
        if (at == areas.size()) {
          areas.add(new int[] {row, column, row, column});
        }
        areas.get(at)[2] = Math.max(areas.get(at)[2], row);
        areas.get(at)[3] = Math.max(areas.get(at)[3], column);
      }
    }
    return areas;
  }
}
