package dev.rigel.perception.tables;

import dev.rigel.perception.tables.Fragment.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Headings over several columns in tables without drawn cells: told by the short rule below them,
 * or by standing in the middle of the columns that they head.
 */
final class HeaderSpans {
  /** Of a column's width: how much of it a short rule lies under to head it. */
  private static final double UNDERLINED = 0.5;

  /** Of the average column's width: how far a heading may be off the middle of its columns. */
  private static final double OFF_MIDDLE = 0.5;

  private HeaderSpans() {}

  static List<Piece> widened(
      List<Piece> cells, int rows, double[] edges, Sheet sheet, List<Line> block) {
    List<Piece> first = cells.stream().filter(cell -> cell.row() == 0).toList();
    long below = cells.stream().filter(cell -> cell.row() == 1).count();
    int columns = edges.length - 1;
    if (rows < 3 || first.size() >= columns || below < 0.7 * columns || first.isEmpty()) {
      return cells;
    }
    List<Piece> wide = underlined(first, cells, edges, sheet);
    if (wide.isEmpty() && first.size() <= columns / 2) {
      wide = centred(first, edges);
    }
    if (wide.isEmpty()) {
      return cells;
    }
    List<Piece> all = new ArrayList<>(wide);
    cells.stream().filter(cell -> cell.row() > 0).forEach(all::add);
    return all;
  }

  /** Empty when no heading has a rule of its own. */
  private static List<Piece> underlined(
      List<Piece> first, List<Piece> cells, double[] edges, Sheet sheet) {
    double bottom = first.stream().mapToDouble(Piece::bottom).max().orElse(0);
    double next =
        cells.stream().filter(c -> c.row() == 1).mapToDouble(Piece::top).min().orElse(bottom);
    double whole = edges[edges.length - 1] - edges[0];
    List<Piece> wide = new ArrayList<>();
    boolean any = false;
    for (Piece cell : first) {
      double middle = (cell.left() + cell.right()) / 2;
      Stroke rule = null;
      for (Stroke level : sheet.levels()) {
        if (level.at() > bottom - 3
            && level.at() < next + 3
            && level.from() <= middle
            && level.to() >= middle
            && level.length() < 0.95 * whole) {
          rule = level;
        }
      }
      if (rule == null) {
        wide.add(cell);
        continue;
      }
      any = true;
      int from = -1;
      int to = -1;
      for (int i = 0; i + 1 < edges.length; i++) {
        double under = Math.min(rule.to(), edges[i + 1]) - Math.max(rule.from(), edges[i]);
        if (under >= UNDERLINED * (edges[i + 1] - edges[i])) {
          from = from < 0 ? i : from;
          to = i;
        }
      }
      wide.add(from < 0 ? cell : cell.spanning(from, to - from + 1));
    }
    return any && isApart(wide) ? wide : List.of();
  }

  private static boolean isApart(List<Piece> cells) {
    for (int i = 1; i < cells.size(); i++) {
      if (cells.get(i).column() < cells.get(i - 1).column() + cells.get(i - 1).columnSpan()) {
        return false;
      }
    }
    return true;
  }

  /**
   * The division of the columns right of the stub (or of all, when a heading stands over the first)
   * among the headings that brings each nearest to the middle of its columns; empty when none fits.
   */
  private static List<Piece> centred(List<Piece> first, double[] edges) {
    int columns = edges.length - 1;
    int start = first.getFirst().column() == 0 ? 0 : 1;
    int count = first.size();
    double[][] cost = new double[count + 1][columns + 1];
    int[][] from = new int[count + 1][columns + 1];
    for (double[] row : cost) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    cost[0][start] = 0;
    for (int i = 1; i <= count; i++) {
      double middle = (first.get(i - 1).left() + first.get(i - 1).right()) / 2;
      for (int end = start + i; end <= columns; end++) {
        for (int begin = start + i - 1; begin < end; begin++) {
          double off = Math.abs((edges[begin] + edges[end]) / 2 - middle);
          if (cost[i - 1][begin] + off < cost[i][end]) {
            cost[i][end] = cost[i - 1][begin] + off;
            from[i][end] = begin;
          }
        }
      }
    }
    double average = (edges[columns] - edges[0]) / columns;
    if (cost[count][columns] > OFF_MIDDLE * average * count) {
      return List.of();
    }
    List<Piece> wide = new ArrayList<>();
    for (int i = count, end = columns; i >= 1; i--) {
      int begin = from[i][end];
      wide.addFirst(first.get(i - 1).spanning(begin, end - begin));
      end = begin;
    }
    return wide;
  }
}
