package dev.rigel.perception.tables;

import dev.rigel.perception.tables.Fragment.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells which lines of a block are one row: cells may have several lines. */
final class Rows {
  /** Of the distance between rows; lines that are closer go on in the same row. */
  private static final double TIGHT = 0.93;

  /** Of the most filled columns, how many a line that starts a row has. */
  private static final double FULL = 0.6;

  /** Of the table's width, how much of it a rule between rows takes. */
  private static final double RULE_WIDTH = 0.7;

  private Rows() {}

  /** The row of each line, counted from 0. */
  static int[] of(List<Line> block, List<List<Piece>> lines, Sheet sheet, double[] edges) {
    int[] byRules = byRules(block, sheet, edges);
    return byRules.length > 0 ? byRules : byDistance(block, lines);
  }

  /** Where nearly every row has a rule below it, the rules decide; else empty. */
  private static int[] byRules(List<Line> block, Sheet sheet, double[] edges) {
    double left = edges[0];
    double right = edges[edges.length - 1];
    double[] rules =
        sheet.levels().stream()
            .filter(rule ->
                Math.min(right, rule.to()) - Math.max(left, rule.from())
                    >= RULE_WIDTH * (right - left))
            .mapToDouble(Stroke::at)
            .filter(at -> at > block.getFirst().middle() && at < block.getLast().middle())
            .sorted()
            .toArray();
    if (rules.length < 3 || rules.length + 1 < 0.4 * block.size()) {
      return new int[0];
    }
    int[] rows = new int[block.size()];
    int row = 0;
    for (int i = 1; i < block.size(); i++) {
      double above = block.get(i - 1).middle();
      double below = block.get(i).middle();
      boolean ruled = Arrays.stream(rules).anyMatch(at -> at > above && at <= below);
      row += ruled ? 1 : 0;
      rows[i] = row;
    }
    return rows;
  }

  private static int[] byDistance(List<Line> block, List<List<Piece>> lines) {
    int most = lines.stream().mapToInt(List::size).max().orElse(0);
    double[] starts = new double[block.size()];
    int count = 0;
    for (int i = 1; i < block.size(); i++) {
      if (lines.get(i).size() >= FULL * most && startsLeft(lines.get(i))) {
        starts[count++] = block.get(i).middle() - block.get(i - 1).middle();
      }
    }
    double[] sorted = Arrays.copyOf(starts, count);
    Arrays.sort(sorted);
    double usual = count == 0 ? 0 : sorted[count / 10];
    int[] rows = new int[block.size()];
    int row = 0;
    int width = lines.getFirst().size();
    for (int i = 1; i < block.size(); i++) {
      double distance = block.get(i).middle() - block.get(i - 1).middle();
      boolean goesOn =
          distance < TIGHT * usual
              && lines.get(i).size() < width
              && !(lines.get(i).size() >= FULL * most && startsLeft(lines.get(i)));
      if (!goesOn) {
        row++;
        width = lines.get(i).size();
      }
      rows[i] = row;
    }
    return rows;
  }

  private static boolean startsLeft(List<Piece> line) {
    return line.getFirst().column() == 0;
  }

  /** The pieces of all lines as cells, with their rows. */
  static List<Piece> merged(List<List<Piece>> lines, int[] rowOf) {
    Map<Integer, Map<Integer, Piece>> cells = new TreeMap<>();
    for (int i = 0; i < rowOf.length; i++) {
      Map<Integer, Piece> row = cells.computeIfAbsent(rowOf[i], _ -> new TreeMap<>());
      for (Piece piece : lines.get(i)) {
        row.merge(home(piece, row), piece.at(rowOf[i]), Rows::joined);
      }
    }
    List<Piece> all = new ArrayList<>();
    cells.values().forEach(row -> all.addAll(row.values()));
    return all;
  }

  /** The cell of the row that the piece goes on in, or its own column. */
  private static int home(Piece piece, Map<Integer, Piece> row) {
    for (Map.Entry<Integer, Piece> cell : row.entrySet()) {
      int end = cell.getKey() + cell.getValue().columnSpan();
      if (piece.column() < end && piece.column() + piece.columnSpan() > cell.getKey()) {
        return cell.getKey();
      }
    }
    return piece.column();
  }

  static Piece joined(Piece first, Piece second) {
    return new Piece(
        first.row(),
        Math.min(first.column(), second.column()),
        1,
        Math.max(first.column() + first.columnSpan(), second.column() + second.columnSpan())
            - Math.min(first.column(), second.column()),
        first.text() + " " + second.text(),
        Math.min(first.left(), second.left()),
        Math.min(first.top(), second.top()),
        Math.max(first.right(), second.right()),
        Math.max(first.bottom(), second.bottom()),
        (first.confidence() + second.confidence()) / 2);
  }
}
