package dev.rigel.perception.text;

import dev.rigel.perception.pixels.Matrices;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Where the words of a line stand. The recogniser's steps tell a word's place to within a letter;
 * the ink between one word's last step and the next word's first tells it to the pixel.
 */
final class WordPlaces {
  /** In parts of the line's height: narrower gaps are between the letters of a word. */
  private static final double GAP = 0.1;

  /** The outermost steps lie inside the first and last letter; half a letter is beside them. */
  private static final double HALF_LETTER = 0.3;

  private final int width;
  private final int height;
  private final boolean[] inkInColumn;
  private final int top;
  private final int bottom;

  private WordPlaces(int width, int height, boolean[] inkInColumn, int top, int bottom) {
    this.width = width;
    this.height = height;
    this.inkInColumn = inkInColumn;
    this.top = top;
    this.bottom = bottom;
  }

  /**
   * @param line blue, green, red, 8 bits, as the recogniser saw it
   * @param pixelsPerStep columns that one step of the recogniser covers
   */
  static RecognizedText placed(List<DecodedWord> words, Mat line, double pixelsPerStep) {
    if (words.isEmpty()) {
      return RecognizedText.NOTHING;
    }
    WordPlaces places = of(line);
    List<RecognizedText.Word> placed = new ArrayList<>(words.size());
    int left = places.outerLeft((int) (words.getFirst().firstStep() * pixelsPerStep));
    for (int i = 0; i < words.size(); i++) {
      DecodedWord word = words.get(i);
      int end = (int) ((word.lastStep() + 1) * pixelsPerStep);
      int right;
      int next;
      if (i + 1 < words.size()) {
        int[] gap = places.widestGap(word, words.get(i + 1), pixelsPerStep);
        right = gap[0];
        next = gap[1];
      } else {
        right = places.outerRight(end);
        next = right;
      }
      placed.add(places.word(word, left, Math.max(right, left + 1)));
      left = next;
    }
    return RecognizedText.of(placed);
  }

  private RecognizedText.Word word(DecodedWord word, int left, int right) {
    return new RecognizedText.Word(
        word.text(),
        word.confidence(),
        word.weakest(),
        word.spaceBefore(),
        word.lattice(),
        (double) left / width,
        (double) top / height,
        Math.min(1, (double) right / width),
        (double) bottom / height);
  }

  /**
   * The longest stretch without ink between two words; both ends in its middle if there is none. A
   * step may lie on a letter beyond the gap, but not on one beyond the next word.
   */
  private int[] widestGap(DecodedWord word, DecodedWord following, double pixelsPerStep) {
    int from = (int) ((word.lastStep() + 1) * pixelsPerStep);
    int to = (int) (following.firstStep() * pixelsPerStep);
    int beside = (int) (HALF_LETTER * height);
    int earliest = (int) (word.firstStep() * pixelsPerStep);
    int latest = (int) ((following.lastStep() + 1) * pixelsPerStep);
    int start = Math.clamp(Math.max(Math.min(from, to) - beside, earliest), 0, width);
    int end = Math.clamp(Math.min(Math.max(from, to) + beside, latest), start, width);
    int widest = 0;
    int[] gap = {(start + end) / 2, (start + end) / 2};
    for (int x = start; x < end; x++) {
      int run = x;
      while (run < end && !inkInColumn[run]) {
        run++;
      }
      if (run - x > widest) {
        widest = run - x;
        gap = new int[] {x, run};
      }
      x = Math.max(x, run);
    }
    return gap;
  }

  /** The ink's left end: past it a gap wider than between letters, or the line's end. */
  private int outerLeft(int step) {
    int reach = Math.clamp(step, 0, width - 1);
    int limit = Math.max(0, (int) (reach - 2 * HALF_LETTER * height));
    int ink = reach;
    for (int x = reach; x >= limit && ink - x <= GAP * height; x--) {
      ink = inkInColumn[x] ? x : ink;
    }
    return ink;
  }

  private int outerRight(int step) {
    int reach = Math.clamp(step, 1, width);
    int limit = Math.min(width, (int) (reach + 2 * HALF_LETTER * height));
    int ink = reach;
    for (int x = reach; x < limit && x - ink <= GAP * height; x++) {
      ink = inkInColumn[x] ? x + 1 : ink;
    }
    return ink;
  }

  private static WordPlaces of(Mat line) {
    int width = line.cols();
    int height = line.rows();
    byte[] bytes = Matrices.bytes(line);
    int[] columnLow = filled(width, 255);
    int[] columnHigh = new int[width];
    int[] rowLow = filled(height, 255);
    int[] rowHigh = new int[height];
    // The rows at the edges may hold the feet and heads of neighbouring lines.
    int edge = height / 12;
    for (int y = 0, at = 1; y < height; y++) {
      for (int x = 0; x < width; x++, at += 3) {
        int green = bytes[at] & 255;
        rowLow[y] = Math.min(rowLow[y], green);
        rowHigh[y] = Math.max(rowHigh[y], green);
        if (y >= edge && y < height - edge) {
          columnLow[x] = Math.min(columnLow[x], green);
          columnHigh[x] = Math.max(columnHigh[x], green);
        }
      }
    }
    boolean[] columns = contrasty(columnLow, columnHigh);
    boolean[] rows = contrasty(rowLow, rowHigh);
    int top = height / 2;
    int bottom = height / 2;
    while (top > 0 && rows[top - 1]) {
      top--;
    }
    while (bottom < height && rows[bottom]) {
      bottom++;
    }
    boolean found = bottom - top >= height / 3;
    return new WordPlaces(width, height, columns, found ? top : 0, found ? bottom : height);
  }

  /** Which lines of pixels hold both ink and paper: above a third of the way from dull to full. */
  private static boolean[] contrasty(int[] low, int[] high) {
    int dull = 255;
    int full = 0;
    for (int i = 0; i < low.length; i++) {
      dull = Math.min(dull, high[i] - low[i]);
      full = Math.max(full, high[i] - low[i]);
    }
    boolean[] contrasty = new boolean[low.length];
    for (int i = 0; i < low.length; i++) {
      contrasty[i] = high[i] - low[i] > dull + (full - dull) / 3.0;
    }
    return contrasty;
  }

  private static int[] filled(int length, int value) {
    int[] array = new int[length];
    java.util.Arrays.fill(array, value);
    return array;
  }
}
