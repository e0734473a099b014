package dev.rigel.perception.forms;

import dev.rigel.base.CallScope;
import dev.rigel.perception.ink.Ink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Connected ink: all eight neighbours of a pixel count.
 *
 * @param left bounds in pixels; right and bottom are behind the last one
 * @param pixels how many are ink
 */
record Stain(int left, int top, int right, int bottom, int pixels) {
  int width() {
    return right - left;
  }

  int height() {
    return bottom - top;
  }

  Area area() {
    return new Area(left, top, right, bottom);
  }

  static List<Stain> all(Ink ink, CallScope scope) {
    return within(ink, 0, 0, ink.width(), ink.height(), scope);
  }

  /** What is connected inside a rectangle, from top to bottom; ink outside it does not count. */
  static List<Stain> within(Ink ink, int left, int top, int right, int bottom, CallScope scope) {
    int x1 = Math.max(0, left);
    int y1 = Math.max(0, top);
    int width = Math.min(ink.width(), right) - x1;
    int height = Math.min(ink.height(), bottom) - y1;
    List<Stain> stains = new ArrayList<>();
    if (width <= 0 || height <= 0) {
      return stains;
    }
    Flood flood = new Flood(ink, x1, y1, width, height);
    for (int y = 0; y < height; y++) {
      if ((y & 127) == 0) {
        scope.check();
      }
      for (int x = 0; x < width; x++) {
        if (flood.isFresh(x, y)) {
          stains.add(flood.from(x, y));
        }
      }
    }
    return stains;
  }

  /** Fills without recursion; its own stack grows as needed. */
  private static final class Flood {
    private final Ink ink;
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final boolean[] seen;
    private int[] open = new int[256];

    Flood(Ink ink, int left, int top, int width, int height) {
      this.ink = ink;
      this.left = left;
      this.top = top;
      this.width = width;
      this.height = height;
      this.seen = new boolean[width * height];
    }

    boolean isFresh(int x, int y) {
      return x >= 0
          && y >= 0
          && x < width
          && y < height
          && !seen[y * width + x]
          && ink.at(left + x, top + y);
    }

    Stain from(int startX, int startY) {
      int x1 = startX;
      int y1 = startY;
      int x2 = startX;
      int y2 = startY;
      int pixels = 0;
      int size = 0;
      open[size++] = startY * width + startX;
      seen[startY * width + startX] = true;
      while (size > 0) {
        int at = open[--size];
        int x = at % width;
        int y = at / width;
        pixels++;
        x1 = Math.min(x1, x);
        x2 = Math.max(x2, x);
        y1 = Math.min(y1, y);
        y2 = Math.max(y2, y);
        if (size + 8 >= open.length) {
          open = Arrays.copyOf(open, open.length * 2);
        }
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            if (isFresh(x + dx, y + dy)) {
              seen[(y + dy) * width + x + dx] = true;
              open[size++] = (y + dy) * width + x + dx;
            }
          }
        }
      }
      return new Stain(left + x1, top + y1, left + x2 + 1, top + y2 + 1, pixels);
    }
  }
}
