package dev.rigel.perception.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a page into runs of lines that may be tables: lines in several pieces, near each other. */
final class Blocks {
  /** In line heights: rows further apart belong to different tables. */
  private static final double ROW_DISTANCE = 2.2;

  /** Of the block's width: a line in one piece that is wider is a sentence. */
  private static final double SENTENCE_WIDTH = 0.55;

  private static final int SENTENCE_WORDS = 5;

  private Blocks() {}

  /**
   * @param space the usual width of a space, in line heights
   */
  static List<List<Line>> of(List<Line> lines, double space) {
    Set<Line> prose = RunningText.of(lines, space);
    List<List<Line>> blocks = new ArrayList<>();
    List<Line> block = new ArrayList<>();
    for (Line line : lines) {
      boolean pieces = isInPieces(line, space);
      if (!block.isEmpty() && !isNear(block.getLast(), line)) {
        end(block, blocks, space);
        block = new ArrayList<>();
      }
      if (prose.contains(line) || (!pieces && isSentence(line, block, space))) {
        end(block, blocks, space);
        block = new ArrayList<>();
      } else {
        block.add(line);
      }
    }
    end(block, blocks, space);
    return blocks;
  }

  private static void end(List<Line> block, List<List<Line>> blocks, double space) {
    int from = 0;
    int to = block.size();
    while (from < to && !isInPieces(block.get(from), space)) {
      from++;
    }
    // A heading over several columns begins right of the first one.
    if (from > 0 && from < to && isHeading(block.get(from - 1), block.subList(from, to))) {
      from--;
    }
    while (to > from && !isInPieces(block.get(to - 1), space) && !goesOn(block, from, to)) {
      to--;
    }
    if (from < to) {
      blocks.add(List.copyOf(block.subList(from, to)));
    }
  }

  private static boolean isHeading(Line line, List<Line> below) {
    double left = below.stream().mapToDouble(Line::left).min().orElse(0);
    double right = below.stream().mapToDouble(Line::right).max().orElse(0);
    return line.left() > left + 2 * line.height() && line.right() <= right + line.height();
  }

  /** The last line is the second line of a cell: right of the first column, below its row. */
  private static boolean goesOn(List<Line> block, int from, int to) {
    double left = block.subList(from, to).stream().mapToDouble(Line::left).min().orElse(0);
    Line last = block.get(to - 1);
    return last.left() > left + last.height();
  }

  static boolean isInPieces(Line line, double space) {
    return line.pieces(Columns.WIDE_GAP * space * line.height()).size() > 1;
  }

  private static boolean isNear(Line above, Line below) {
    return below.top() - above.bottom() <= ROW_DISTANCE * Math.max(above.height(), below.height());
  }

  private static boolean isSentence(Line line, List<Line> block, double space) {
    if (line.words().size() < SENTENCE_WORDS) {
      return false;
    }
    List<Line> rows = block.stream().filter(row -> isInPieces(row, space)).toList();
    if (rows.isEmpty()) {
      return true;
    }
    double left = rows.stream().mapToDouble(Line::left).min().orElse(0);
    double right = rows.stream().mapToDouble(Line::right).max().orElse(0);
    return line.left() < left + 2 * line.height()
        && line.width() >= SENTENCE_WIDTH * (right - left);
  }
}
