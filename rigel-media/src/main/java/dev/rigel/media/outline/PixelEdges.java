package dev.rigel.media.outline;

import dev.rigel.media.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Follows the borders of a mask along the edges of its pixels, so that what the rings enclose is
 * the mask exactly. Pixels that touch at a corner only belong together.
 */
final class PixelEdges {
  private static final int[] STEP_X = {1, 0, -1, 0};
  private static final int[] STEP_Y = {0, 1, 0, -1};

  private final int width;
  private final int height;
  private final byte[] alpha;

  /** Pixels whose upper edge a ring has passed to the right; every ring passes some. */
  private final boolean[] passed;

  private PixelEdges(Mask mask) {
    width = mask.width();
    height = mask.height();
    alpha = mask.alpha();
    passed = new boolean[alpha.length];
  }

  /** All rings, parts and holes, from the top down. */
  static List<Ring> in(Mask mask) {
    PixelEdges edges = new PixelEdges(mask);
    List<Ring> rings = new ArrayList<>();
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (edges.inside(x, y) && !edges.inside(x, y - 1) && !edges.passed[y * mask.width() + x]) {
          rings.add(edges.follow(x, y));
        }
      }
    }
    return rings;
  }

  /** Half covered and more is inside; nothing beyond the picture is. */
  private boolean inside(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height && alpha[y * width + x] < 0;
  }

  /** With the inside always on the right hand, from the upper left corner of a pixel. */
  private Ring follow(int startX, int startY) {
    double[] xs = new double[16];
    double[] ys = new double[16];
    int count = 0;
    int x = startX;
    int y = startY;
    int direction = 0;
    int before = -1;
    do {
      if (direction != before) {
        if (count == xs.length) {
          xs = Arrays.copyOf(xs, 2 * count);
          ys = Arrays.copyOf(ys, 2 * count);
        }
        xs[count] = x;
        ys[count++] = y;
      }
      if (direction == 0) {
        passed[y * width + x] = true;
      }
      x += STEP_X[direction];
      y += STEP_Y[direction];
      before = direction;
      direction = next(x, y, direction);
    } while (x != startX || y != startY || direction != 0);
    return new Ring(Arrays.copyOf(xs, count), Arrays.copyOf(ys, count));
  }

  /** Left where the pixel ahead on the left is inside, else ahead, else right. */
  private int next(int x, int y, int direction) {
    // The pixel at a corner that lies ahead, to the left and to the right of the way.
    int leftX = x + (direction == 0 || direction == 1 ? 0 : -1);
    int leftY = y + (direction == 1 || direction == 2 ? 0 : -1);
    int rightX = x + (direction == 0 || direction == 3 ? 0 : -1);
    int rightY = y + (direction == 0 || direction == 1 ? 0 : -1);
    if (inside(leftX, leftY)) {
      return (direction + 3) % 4;
    }
    return inside(rightX, rightY) ? direction : (direction + 1) % 4;
  }
}
