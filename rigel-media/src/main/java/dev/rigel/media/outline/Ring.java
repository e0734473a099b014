package dev.rigel.media.outline;

import java.util.Arrays;

/**
 * A closed line along the edges of pixels. Around a part it runs clockwise as one sees it, around a
 * hole the other way.
 *
 * @param xs of its corners in pixels from the left, not to be changed
 * @param ys from the top, as many
 */
record Ring(double[] xs, double[] ys) {
  Ring {
    if (xs.length != ys.length || xs.length < 3) {
      throw new IllegalArgumentException(xs.length + " and " + ys.length + " make no ring");
    }
  }

  int size() {
    return xs.length;
  }

  /** In pixels; below zero for a hole. */
  double area() {
    double twice = 0;
    for (int i = 0, last = size() - 1; i < size(); last = i++) {
      twice += xs[last] * ys[i] - xs[i] * ys[last];
    }
    return twice / 2;
  }

  /** Whether a point that lies on none of its sides is inside. */
  boolean contains(double x, double y) {
    boolean inside = false;
    for (int i = 0, last = size() - 1; i < size(); last = i++) {
      if ((ys[i] > y) != (ys[last] > y)
          && x < xs[i] + (y - ys[i]) / (ys[last] - ys[i]) * (xs[last] - xs[i])) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** Which of its corners lies farthest to the left. */
  int leftmost() {
    int least = 0;
    for (int i = 1; i < size(); i++) {
      if (xs[i] < xs[least]) {
        least = i;
      }
    }
    return least;
  }

  /** The corners that are marked. */
  Ring only(boolean[] kept) {
    double[] x = new double[size()];
    double[] y = new double[size()];
    int count = 0;
    for (int i = 0; i < size(); i++) {
      if (kept[i]) {
        x[count] = xs[i];
        y[count++] = ys[i];
      }
    }
    return new Ring(Arrays.copyOf(x, count), Arrays.copyOf(y, count));
  }
}
