package dev.rigel.perception.pages;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Four corners in pixels, clockwise as they are seen: top left, top right, bottom right, bottom
 * left.
 */
record Quadrilateral(
    double[] topLeft, double[] topRight, double[] bottomRight, double[] bottomLeft) {
  /** Corners in any order; the top left one is the one nearest to the picture's own. */
  static Quadrilateral upright(double[][] corners) {
    double x = Arrays.stream(corners).mapToDouble(c -> c[0]).average().orElseThrow();
    double y = Arrays.stream(corners).mapToDouble(c -> c[1]).average().orElseThrow();
    double[][] around = corners.clone();
    // The vertical axis points down, so growing angles go clockwise.
    Arrays.sort(around, Comparator.comparingDouble(c -> Math.atan2(c[1] - y, c[0] - x)));
    int first = 0;
    for (int i = 1; i < around.length; i++) {
      if (around[i][0] + around[i][1] < around[first][0] + around[first][1]) {
        first = i;
      }
    }
    return new Quadrilateral(
        around[first], around[(first + 1) % 4], around[(first + 2) % 4], around[(first + 3) % 4]);
  }

  double[][] corners() {
    return new double[][] {topLeft, topRight, bottomRight, bottomLeft};
  }

  /** By the shoelace formula. */
  double area() {
    double[][] at = corners();
    double twice = 0;
    for (int i = 0; i < at.length; i++) {
      double[] next = at[(i + 1) % at.length];
      twice += at[i][0] * next[1] - next[0] * at[i][1];
    }
    return Math.abs(twice) / 2;
  }

  double width() {
    return Math.max(distance(topLeft, topRight), distance(bottomLeft, bottomRight));
  }

  double height() {
    return Math.max(distance(topLeft, bottomLeft), distance(topRight, bottomRight));
  }

  Quadrilateral scaled(double horizontally, double vertically) {
    double[][] scaled =
        Arrays.stream(corners())
            .map(c -> new double[] {c[0] * horizontally, c[1] * vertically})
            .toArray(double[][]::new);
    return new Quadrilateral(scaled[0], scaled[1], scaled[2], scaled[3]);
  }

  private static double distance(double[] one, double[] other) {
    return Math.hypot(one[0] - other[0], one[1] - other[1]);
  }
}
