package dev.rigel.perception.tables;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells lines of running text that look like rows: lines of newspaper columns side by side, and
 * items of lists, whose bullets stand apart.
 */
final class RunningText {
  private static final Pattern MARKER =
      Pattern.compile("[•◦▪●○■□‣⁃–—*·\\-]|\\(?([0-9]{1,2}|[a-zA-Z])[.)]");

  private static final int MOST_COLUMNS = 3;
  private static final int WORDS_OF_A_COLUMN = 4;

  /** In line heights. */
  private static final double WIDTH_OF_A_COLUMN = 9;

  /** In line heights: lines of one paragraph are nearer. */
  private static final double LEADING = 0.7;

  private RunningText() {}

  /** Those of the lines that are running text in several pieces. */
  static Set<Line> of(List<Line> lines, double space) {
    Set<Line> prose = new HashSet<>();
    for (Line line : lines) {
      if (isItem(line, space) || isColumns(pieces(line, space))) {
        prose.add(line);
      }
    }
    // The short last and first lines of the paragraphs.
    for (int i = 1; i < lines.size(); i++) {
      if (prose.contains(lines.get(i - 1)) && goesWith(lines.get(i - 1), lines.get(i), space)) {
        prose.add(lines.get(i));
      }
    }
    for (int i = lines.size() - 1; i > 0; i--) {
      if (prose.contains(lines.get(i)) && goesWith(lines.get(i), lines.get(i - 1), space)) {
        prose.add(lines.get(i - 1));
      }
    }
    return prose;
  }

  private static boolean isItem(Line line, double space) {
    return line.words().size() > 1
        && MARKER.matcher(line.words().getFirst().text()).matches()
        && pieces(new Line(line.words().subList(1, line.words().size())), space).size() == 1;
  }

  private static boolean isColumns(List<Line> pieces) {
    return pieces.size() > 1
        && pieces.size() <= MOST_COLUMNS
        && pieces.stream()
            .allMatch(piece ->
                piece.words().size() >= WORDS_OF_A_COLUMN
                    && piece.width() >= WIDTH_OF_A_COLUMN * piece.height());
  }

  private static boolean goesWith(Line prose, Line line, double space) {
    double gap = Math.max(line.top() - prose.bottom(), prose.top() - line.bottom());
    List<Line> columns = pieces(prose, space);
    List<Line> own = pieces(line, space);
    return gap <= LEADING * line.height()
        && own.size() <= columns.size()
        && own.stream()
            .allMatch(piece ->
                columns.stream()
                    .anyMatch(
                        column -> Math.abs(column.left() - piece.left()) < line.height() / 2));
  }

  private static List<Line> pieces(Line line, double space) {
    return line.pieces(Columns.WIDE_GAP * space * line.height());
  }
}
