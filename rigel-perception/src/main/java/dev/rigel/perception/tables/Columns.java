package dev.rigel.perception.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The columns of a block of lines, told by the white stripes between them. A stripe counts when the
 * gaps in it differ from spaces between words: a space is as wide in every line, a column's edge is
 * not.
 *
 * @param lefts where the text of each column begins
 * @param rights where it ends
 */
record Columns(double[] lefts, double[] rights) {
  /** In spaces: a gap this wide is no space between words. */
  static final double WIDE_GAP = 1.6;

  /** Of the lines with text on both sides of a stripe, how many need a wide gap there. */
  private static final double WIDE_SHARE = 0.25;

  /** Lines with fewer pieces than this share of the usual line's are headings over columns. */
  private static final double FEW_PIECES = 0.55;

  /** In units of the sheet: a stripe narrower than this is between two letters. */
  private static final double NARROWEST = 0.8;

  int count() {
    return lefts.length;
  }

  /** A boundary between a column and the next. */
  double middle(int column) {
    return (rights[column] + lefts[column + 1]) / 2;
  }

  double left() {
    return lefts[0];
  }

  double right() {
    return rights[rights.length - 1];
  }

  /**
   * @param space the usual width of a space in units of the sheet
   */
  static Columns of(List<Line> block, double space) {
    List<Line> core = core(block, space);
    List<double[]> stretches = stretches(core);
    boolean merged = true;
    while (merged && stretches.size() > 1) {
      merged = false;
      for (int i = 0; i + 1 < stretches.size(); i++) {
        if (!isEdge(core, stretches.get(i), stretches.get(i + 1), space)) {
          stretches.get(i)[1] = stretches.remove(i + 1)[1];
          merged = true;
          break;
        }
      }
    }
    return new Columns(
        stretches.stream().mapToDouble(s -> s[0]).toArray(),
        stretches.stream().mapToDouble(s -> s[1]).toArray());
  }

  /** The lines that show columns: not headings over several of them. */
  private static List<Line> core(List<Line> block, double space) {
    int[] pieces =
        block.stream().mapToInt(line -> line.pieces(WIDE_GAP * space).size()).sorted().toArray();
    double least = FEW_PIECES * pieces[pieces.length * 3 / 4];
    List<Line> core =
        block.stream().filter(line -> line.pieces(WIDE_GAP * space).size() > least).toList();
    return core.isEmpty() ? block : core;
  }

  /** What the words of all lines cover when they are laid over each other. */
  private static List<double[]> stretches(List<Line> lines) {
    List<Word> words = new ArrayList<>();
    lines.forEach(line -> words.addAll(line.words()));
    words.sort(Comparator.comparingDouble(Word::left));
    List<double[]> stretches = new ArrayList<>();
    for (Word word : words) {
      if (stretches.isEmpty() || word.left() > stretches.getLast()[1] + NARROWEST) {
        stretches.add(new double[] {word.left(), word.right()});
      } else {
        stretches.getLast()[1] = Math.max(stretches.getLast()[1], word.right());
      }
    }
    return stretches;
  }

  private static boolean isEdge(List<Line> lines, double[] left, double[] right, double space) {
    int both = 0;
    int wide = 0;
    for (Line line : lines) {
      double end = Double.NEGATIVE_INFINITY;
      double start = Double.POSITIVE_INFINITY;
      for (Word word : line.words()) {
        if (word.middleX() >= left[0] && word.middleX() <= left[1]) {
          end = Math.max(end, word.right());
        } else if (word.middleX() >= right[0] && word.middleX() <= right[1]) {
          start = Math.min(start, word.left());
        }
      }
      if (Double.isFinite(end) && Double.isFinite(start)) {
        both++;
        wide += start - end > WIDE_GAP * space ? 1 : 0;
      }
    }
    if (both == 0) {
      return right[0] - left[1] > 2 * WIDE_GAP * space;
    }
    return wide >= Math.max(Math.min(2, both), WIDE_SHARE * both);
  }

  /** The columns that a stretch touches: first and last; the nearest where it touches none. */
  int[] touched(double from, double to) {
    int first = -1;
    int last = -1;
    for (int i = 0; i < count(); i++) {
      if (to > lefts[i] && from < rights[i]) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (first < 0) {
      int nearest = nearest((from + to) / 2);
      return new int[] {nearest, nearest};
    }
    return new int[] {first, last};
  }

  private int nearest(double at) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count(); i++) {
      double distance = Math.max(0, Math.max(lefts[i] - at, at - rights[i]));
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /**
   * The edges of the columns' cells, one more than there are columns. Texts flush left or right
   * tell where the edge is; else it is in the middle of the stripe.
   */
  double[] edges(List<Line> block) {
    double narrowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i + 1 < count(); i++) {
      narrowest = Math.min(narrowest, lefts[i + 1] - rights[i]);
    }
    double padding = count() < 2 ? 2 : narrowest / 2;
    boolean[] flushRight = new boolean[count()];
    boolean[] flushLeft = new boolean[count()];
    for (int i = 0; i < count(); i++) {
      double[] spread = spread(block, i);
      flushLeft[i] = spread[0] <= spread[1];
      flushRight[i] = spread[1] < spread[0];
    }
    double[] edges = new double[count() + 1];
    edges[0] = left() - padding;
    for (int i = 0; i + 1 < count(); i++) {
      if (flushRight[i] == flushRight[i + 1]) {
        edges[i + 1] = flushRight[i] ? rights[i] + padding : lefts[i + 1] - padding;
      } else {
        edges[i + 1] = middle(i);
      }
    }
    edges[count()] = right() + padding;
    return edges;
  }

  /** How far the left and the right ends of a column's texts lie apart, on average. */
  private double[] spread(List<Line> block, int column) {
    List<Double> starts = new ArrayList<>();
    List<Double> ends = new ArrayList<>();
    for (Line line : block) {
      double start = Double.POSITIVE_INFINITY;
      double end = Double.NEGATIVE_INFINITY;
      for (Word word : line.words()) {
        if (word.middleX() >= lefts[column] && word.middleX() <= rights[column]) {
          start = Math.min(start, word.left());
          end = Math.max(end, word.right());
        }
      }
      if (Double.isFinite(start)) {
        starts.add(start - lefts[column]);
        ends.add(rights[column] - end);
      }
    }
    return new double[] {
      starts.stream().mapToDouble(Double::doubleValue).average().orElse(0),
      ends.stream().mapToDouble(Double::doubleValue).average().orElse(0)
    };
  }

  @Override
  public String toString() {
    return Arrays.toString(lefts) + Arrays.toString(rights);
  }
}
