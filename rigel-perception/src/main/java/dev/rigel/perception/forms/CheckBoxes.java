package dev.rigel.perception.forms;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.perception.ink.Ink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the drawn check boxes of a page and tells whether something is in them: connected ink whose
 * outline is a square with four sides.
 */
public final class CheckBoxes {
  /** In parts of the page's width: 2 to 9 millimetres on A4; receipts have none. */
  private static final double SMALLEST = 0.0085;

  private static final double LARGEST = 0.045;
  private static final int SMALLEST_PIXELS = 9;
  private static final double SQUARE = 1.35;

  /** Share of a side's positions that have ink in its band. */
  private static final double CLOSED = 0.86;

  /** Depth of the band of a side; sides of a page seen at an angle lean. */
  private static final double BAND = 0.2;

  /** How far the ink of a straight side may lie off its line, in parts of the side. */
  private static final double STRAIGHT = 0.04;

  /** Share of a side's positions that lie on its line. */
  private static final double MOSTLY_STRAIGHT = 0.86;

  /** Ink inside: an empty box has next to none, a cross a sixth. */
  private static final double TICKED = 0.06;

  private static final double SURELY_TICKED = 0.1;
  private static final double FILLED_LETTER = 0.85;

  private final Ink ink;
  private final double least;
  private final double most;

  private CheckBoxes(Ink ink) {
    this.ink = ink;
    this.least = Math.max(SMALLEST_PIXELS, SMALLEST * ink.width());
    this.most = LARGEST * ink.width();
  }

  /** From top to bottom. */
  public static List<CheckBox> find(Image page, CallScope scope) {
    Ink ink = Ink.of(page);
    scope.check();
    return squares(ink, Stain.all(ink, scope), false).stream()
        .map(tick ->
            new CheckBox(
                Box.ofPixels(
                    tick.area().left(),
                    tick.area().top(),
                    tick.area().right(),
                    tick.area().bottom(),
                    ink.width(),
                    ink.height()),
                tick.checked(),
                tick.confidence()))
        .toList();
  }

  /**
   * The squares among connected ink.
   *
   * @param reaching also those whose tick reaches beyond them; bold letters are like them, so that
   *     the words of the page must be known
   */
  static List<Tick> squares(Ink ink, List<Stain> stains, boolean reaching) {
    CheckBoxes boxes = new CheckBoxes(ink);
    List<Tick> found = new ArrayList<>();
    for (Stain stain : stains) {
      boxes.square(stain, reaching).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  private Optional<Tick> square(Stain stain, boolean reaching) {
    if (Math.min(stain.width(), stain.height()) < least
        || Math.max(stain.width(), stain.height()) > 2.5 * most) {
      return Optional.empty();
    }
    Square whole = new Square(stain.left(), stain.top(), stain.right(), stain.bottom());
    if (isSize(whole) && whole.isClosed() && whole.hasStraightSides()) {
      return whole.tick();
    }
    return reaching ? inside(stain).flatMap(Square::tick) : Optional.empty();
  }

  private boolean isSize(Square square) {
    int width = square.right - square.left;
    int height = square.bottom - square.top;
    return Math.min(width, height) >= least
        && Math.max(width, height) <= most
        && Math.max(width, height) <= SQUARE * Math.min(width, height);
  }

  /**
   * The square in ink that reaches beyond it: two level runs of ink, one below the other, as far
   * apart as they are long.
   */
  private Optional<Square> inside(Stain stain) {
    List<int[]> runs = new ArrayList<>();
    for (int y = stain.top(); y < stain.bottom(); y++) {
      longestRun(stain, y).ifPresent(runs::add);
    }
    for (int i = 0; i < runs.size(); i++) {
      for (int j = runs.size() - 1; j > i; j--) {
        int[] top = runs.get(i);
        int[] bottom = runs.get(j);
        int slack = Math.max(2, (int) (0.2 * (top[1] - top[0])));
        if (Math.abs(top[0] - bottom[0]) <= slack && Math.abs(top[1] - bottom[1]) <= slack) {
          Square square =
              new Square(
                  Math.max(top[0], bottom[0]), top[2], Math.min(top[1], bottom[1]), bottom[2] + 1);
          if (isSize(square) && square.isClosed() && square.hasStraightSides()) {
            return Optional.of(square);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** First and behind the last column of the row's longest run of ink, and the row. */
  private Optional<int[]> longestRun(Stain stain, int y) {
    int from = 0;
    int to = 0;
    int start = -1;
    for (int x = stain.left(); x <= stain.right(); x++) {
      boolean dark = x < stain.right() && (ink.at(x, y) || ink.at(x, y + 1));
      if (dark && start < 0) {
        start = x;
      } else if (!dark && start >= 0) {
        if (x - start > to - from) {
          from = start;
          to = x;
        }
        start = -1;
      }
    }
    return to - from >= least ? Optional.of(new int[] {from, to, y}) : Optional.empty();
  }

  /** Looks into a square from one of its sides. */
  @FunctionalInterface
  private interface Side {
    /**
     * @param at position along the side, in pixels from its upper or left end
     * @param depth pixels from the side inwards
     */
    boolean isInk(int at, int depth);
  }

  /** In pixels; right and bottom are behind the last one. */
  private final class Square {
    private final int left;
    private final int top;
    private final int right;
    private final int bottom;

    Square(int left, int top, int right, int bottom) {
      this.left = left;
      this.top = top;
      this.right = right;
      this.bottom = bottom;
    }

    Optional<Tick> tick() {
      int insetX = (int) Math.round((right - left) * 0.25);
      int insetY = (int) Math.round((bottom - top) * 0.25);
      double inside = ink.share(left + insetX, top + insetY, right - insetX, bottom - insetY);
      if (inside > FILLED_LETTER && ink.share(left, top, right, bottom) > FILLED_LETTER) {
        return Optional.empty();
      }
      double doubt = Math.abs(inside - TICKED) < SURELY_TICKED - TICKED ? 0.7 : 0.95;
      return Optional.of(
          new Tick(new Area(left, top, right, bottom), false, inside > TICKED, doubt));
    }

    /** All four sides have ink along their whole length. */
    boolean isClosed() {
      int bandX = Math.max(2, (int) Math.round((right - left) * BAND));
      int bandY = Math.max(2, (int) Math.round((bottom - top) * BAND));
      int columnsTop = 0;
      int columnsBottom = 0;
      for (int x = left; x < right; x++) {
        columnsTop += ink.share(x, top, x + 1, top + bandY) > 0 ? 1 : 0;
        columnsBottom += ink.share(x, bottom - bandY, x + 1, bottom) > 0 ? 1 : 0;
      }
      int rowsLeft = 0;
      int rowsRight = 0;
      for (int y = top; y < bottom; y++) {
        rowsLeft += ink.share(left, y, left + bandX, y + 1) > 0 ? 1 : 0;
        rowsRight += ink.share(right - bandX, y, right, y + 1) > 0 ? 1 : 0;
      }
      return Math.min(columnsTop, columnsBottom) >= CLOSED * (right - left)
          && Math.min(rowsLeft, rowsRight) >= CLOSED * (bottom - top)
          && corners(bandX, bandY);
    }

    /**
     * All four sides run straight, leaning perhaps. The right side of a bold B has a waist, an 8
     * has no straight side at all.
     */
    boolean hasStraightSides() {
      int width = right - left;
      int height = bottom - top;
      int across = Math.max(2, width / 3);
      int down = Math.max(2, height / 3);
      return isStraight(height, across, (y, depth) -> ink.at(left + depth, top + y))
          && isStraight(height, across, (y, depth) -> ink.at(right - 1 - depth, top + y))
          && isStraight(width, down, (x, depth) -> ink.at(left + x, top + depth))
          && isStraight(width, down, (x, depth) -> ink.at(left + x, bottom - 1 - depth));
    }

    /** Whether most of a side's positions meet ink first near the line through all of them. */
    private boolean isStraight(int length, int reach, Side side) {
      double[] depths = new double[length];
      for (int at = 0; at < length; at++) {
        int depth = 0;
        while (depth < reach && !side.isInk(at, depth)) {
          depth++;
        }
        depths[at] = depth < reach ? depth : Double.NaN;
      }
      int third = length / 3;
      double start = median(Arrays.copyOf(depths, third));
      double end = median(Arrays.copyOfRange(depths, length - third, length));
      double lean = (end - start) / (length - third);
      double[] level = new double[length];
      for (int at = 0; at < length; at++) {
        level[at] = depths[at] - lean * at;
      }
      double line = median(level);
      double off = Math.max(1, STRAIGHT * length);
      long on = Arrays.stream(level).filter(depth -> Math.abs(depth - line) <= off).count();
      return on >= MOSTLY_STRAIGHT * length;
    }

    /** Of the numbers among them; NaN when there are none. */
    private static double median(double[] depths) {
      double[] known =
          Arrays.stream(depths).filter(depth -> !Double.isNaN(depth)).sorted().toArray();
      return known.length == 0 ? Double.NaN : known[known.length / 2];
    }

    /** Round letters have none. */
    private boolean corners(int bandX, int bandY) {
      return ink.share(left, top, left + bandX, top + bandY) > 0.15
          && ink.share(right - bandX, top, right, top + bandY) > 0.15
          && ink.share(left, bottom - bandY, left + bandX, bottom) > 0.15
          && ink.share(right - bandX, bottom - bandY, right, bottom) > 0.15;
    }
  }
}
