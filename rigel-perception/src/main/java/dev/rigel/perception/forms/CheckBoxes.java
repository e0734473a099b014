package dev.rigel.perception.forms;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the drawn check boxes of a page and tells whether something is in them: connected ink whose
 * outline is a square with four sides. Ticks that reach far beyond their box are not understood.
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

  /** Ink inside: an empty box has next to none, a cross a sixth. */
  private static final double TICKED = 0.06;

  private static final double SURELY_TICKED = 0.1;
  private static final double FILLED_LETTER = 0.85;

  private CheckBoxes() {}

  /** From top to bottom. */
  public static List<CheckBox> find(Image page, CallScope scope) {
    Ink ink = Ink.of(page);
    scope.check();
    List<CheckBox> found = new ArrayList<>();
    int[] stack = new int[ink.width() * 4];
    boolean[] seen = new boolean[ink.width() * ink.height()];
    for (int y = 0; y < ink.height(); y++) {
      if ((y & 127) == 0) {
        scope.check();
      }
      for (int x = 0; x < ink.width(); x++) {
        if (ink.at(x, y) && !seen[y * ink.width() + x]) {
          Extent extent = new Extent(x, y);
          stack = extent.flood(ink, seen, stack);
          extent.box(ink).ifPresent(found::add);
        }
      }
    }
    return List.copyOf(found);
  }

  /** The bounds of connected ink, in pixels; right and bottom are behind the last one. */
  private static final class Extent {
    private int left;
    private int top;
    private int right;
    private int bottom;

    Extent(int x, int y) {
      left = x;
      top = y;
      right = x + 1;
      bottom = y + 1;
    }

    /** All eight neighbours count, without recursion; gives the stack, which may have grown. */
    int[] flood(Ink ink, boolean[] seen, int[] stack) {
      int[] open = stack;
      int size = 0;
      open[size++] = top * ink.width() + left;
      seen[top * ink.width() + left] = true;
      while (size > 0) {
        int at = open[--size];
        int x = at % ink.width();
        int y = at / ink.width();
        left = Math.min(left, x);
        right = Math.max(right, x + 1);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y + 1);
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int next = (y + dy) * ink.width() + x + dx;
            if (ink.at(x + dx, y + dy) && !seen[next]) {
              seen[next] = true;
              if (size == open.length) {
                open = java.util.Arrays.copyOf(open, size * 2);
              }
              open[size++] = next;
            }
          }
        }
      }
      return open;
    }

    java.util.Optional<CheckBox> box(Ink ink) {
      int width = right - left;
      int height = bottom - top;
      double least = Math.max(SMALLEST_PIXELS, SMALLEST * ink.width());
      double most = LARGEST * ink.width();
      if (Math.min(width, height) < least
          || Math.max(width, height) > most
          || Math.max(width, height) > SQUARE * Math.min(width, height)
          || !isClosed(ink)) {
        return java.util.Optional.empty();
      }
      int insetX = (int) Math.round(width * 0.25);
      int insetY = (int) Math.round(height * 0.25);
      double inside = ink.share(left + insetX, top + insetY, right - insetX, bottom - insetY);
      if (inside > FILLED_LETTER && ink.share(left, top, right, bottom) > FILLED_LETTER) {
        return java.util.Optional.empty();
      }
      boolean checked = inside > TICKED;
      double doubt = Math.abs(inside - TICKED) < SURELY_TICKED - TICKED ? 0.7 : 0.95;
      return java.util.Optional.of(
          new CheckBox(
              Box.ofPixels(left, top, right, bottom, ink.width(), ink.height()), checked, doubt));
    }

    /** All four sides have ink along their whole length. */
    private boolean isClosed(Ink ink) {
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
          && corners(ink, bandX, bandY);
    }

    /** Round letters have none. */
    private boolean corners(Ink ink, int bandX, int bandY) {
      return ink.share(left, top, left + bandX, top + bandY) > 0.15
          && ink.share(right - bandX, top, right, top + bandY) > 0.15
          && ink.share(left, bottom - bandY, left + bandX, bottom) > 0.15
          && ink.share(right - bandX, bottom - bandY, right, bottom) > 0.15;
    }
  }
}
