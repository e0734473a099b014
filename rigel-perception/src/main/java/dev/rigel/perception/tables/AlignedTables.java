package dev.rigel.perception.tables;

import dev.rigel.perception.tables.Fragment.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables without drawn cells: lines below each other whose pieces stand in the same columns. What
 * is drawn nevertheless (rules below headings or between rows) tells rows and spans.
 */
final class AlignedTables {
  /** Of cells that hold running text in how many words on average. */
  private static final double WORDS_OF_PROSE = 4.5;

  /** Of all columns, how many a line has that heads no others. */
  private static final double MOST_COLUMNS = 0.7;

  private static final double LEAST_FILLED = 0.35;

  private AlignedTables() {}

  /**
   * @param words those that no drawn table holds
   */
  static List<Fragment> find(Sheet sheet, List<Word> words) {
    List<Fragment> tables = new ArrayList<>();
    double space = sheet.space() * Sheet.LETTER_HEIGHT;
    for (List<Line> block : Blocks.of(Line.of(words), sheet.space())) {
      double height = block.stream().mapToDouble(Line::height).average().orElse(0);
      Columns columns = Columns.of(block, sheet.space() * height);
      if (columns.count() >= 2) {
        Fragment table = table(sheet, block, columns, Math.min(space, sheet.space() * height));
        if (isTable(table, block)) {
          tables.add(table);
        }
      }
    }
    return tables;
  }

  private static Fragment table(Sheet sheet, List<Line> block, Columns columns, double space) {
    List<List<Piece>> lines = new ArrayList<>();
    int core = firstFullLine(block, columns, Columns.WIDE_GAP * space);
    for (int i = 0; i < block.size(); i++) {
      lines.add(pieces(block.get(i), columns, i < core ? Columns.WIDE_GAP * space : 0));
    }
    double[] edges = columns.edges(block.subList(Math.min(core, block.size() - 1), block.size()));
    int[] rowOf = Rows.of(block, lines, sheet, edges);
    List<Piece> cells = Rows.merged(lines, rowOf);
    int rows = rowOf[rowOf.length - 1] + 1;
    cells = HeaderSpans.widened(cells, rows, edges, sheet, block);
    boolean groups = cells.stream().anyMatch(c -> c.row() == 0 && c.columnSpan() > 1);
    return new Fragment(
        sheet,
        filled(cells, rows, edges, block),
        rows,
        edges,
        groups && rows > 2 ? 2 : 1,
        block.getFirst().top(),
        block.getLast().bottom(),
        false);
  }

  /** The first line with text in nearly all columns; lines above it may head several columns. */
  private static int firstFullLine(List<Line> block, Columns columns, double gap) {
    for (int i = 0; i < block.size(); i++) {
      long filled =
          block.get(i).words().stream()
              .map(word -> columns.touched(word.left(), word.right())[0])
              .distinct()
              .count();
      boolean manyPieces = block.get(i).pieces(gap).size() >= MOST_COLUMNS * columns.count();
      if (filled == columns.count() || (manyPieces && filled >= MOST_COLUMNS * columns.count())) {
        return i;
      }
    }
    return 0;
  }

  /**
   * The line's words by column. Words closer than the gap stay together; a stretch that reaches
   * over a stripe spans columns.
   */
  private static List<Piece> pieces(Line line, Columns columns, double gap) {
    List<Piece> pieces = new ArrayList<>();
    for (Line part : line.pieces(gap)) {
      int[] touched = columns.touched(part.left(), part.right());
      Piece piece =
          new Piece(
              0,
              touched[0],
              1,
              touched[1] - touched[0] + 1,
              part.text(),
              part.left(),
              part.top(),
              part.right(),
              part.bottom(),
              part.words().stream().mapToDouble(Word::confidence).average().orElse(0));
      Piece last = pieces.isEmpty() ? null : pieces.getLast();
      if (last != null && piece.column() < last.column() + last.columnSpan()) {
        pieces.set(pieces.size() - 1, beside(last, piece));
      } else {
        pieces.add(piece);
      }
    }
    return pieces;
  }

  private static Piece beside(Piece left, Piece right) {
    int end = Math.max(left.column() + left.columnSpan(), right.column() + right.columnSpan());
    return Rows.joined(left, right).spanning(left.column(), end - left.column());
  }

  /** The cells, and an empty one in every place that none takes. */
  private static List<Piece> filled(List<Piece> cells, int rows, double[] edges, List<Line> block) {
    boolean[][] taken = new boolean[rows][edges.length - 1];
    for (Piece cell : cells) {
      for (int c = cell.column(); c < cell.column() + cell.columnSpan(); c++) {
        taken[cell.row()][c] = true;
      }
    }
    List<Piece> all = new ArrayList<>(cells);
    for (int row = 0; row < rows; row++) {
      int at = row;
      double top =
          cells.stream()
              .filter(c -> c.row() == at)
              .mapToDouble(Piece::top)
              .min()
              .orElse(block.getFirst().top());
      double bottom =
          cells.stream()
              .filter(c -> c.row() == at)
              .mapToDouble(Piece::bottom)
              .max()
              .orElse(block.getLast().bottom());
      for (int column = 0; column < taken[row].length; column++) {
        if (!taken[row][column]) {
          all.add(
              new Piece(row, column, 1, 1, "", edges[column], top, edges[column + 1], bottom, 0));
        }
      }
    }
    return all;
  }

  private static boolean isTable(Fragment table, List<Line> block) {
    List<Piece> filled = table.cells().stream().filter(c -> !c.text().isEmpty()).toList();
    if (filled.size() < LEAST_FILLED * table.cells().size() || filled.size() < 2) {
      return false;
    }
    return !isProse(table, block) && !isList(table);
  }

  /** Few columns of long lines one below the other: columns of a newspaper, not of a table. */
  private static boolean isProse(Fragment table, List<Line> block) {
    double words =
        block.stream().mapToInt(line -> line.words().size()).average().orElse(0) / table.columns();
    return table.columns() <= 3 && words >= WORDS_OF_PROSE;
  }

  /** Bullets or numbers before sentences. */
  private static boolean isList(Fragment table) {
    return table.columns() == 2
        && table.cells().stream()
            .filter(cell -> cell.column() == 0 && !cell.text().isEmpty())
            .allMatch(
                cell -> cell.text().matches("[•◦▪●○■□–—*·\\-]|\\(?([0-9]{1,2}|[a-zA-Z])[.)]"));
  }
}
