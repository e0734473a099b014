package dev.rigel.perception.templates;

import java.util.Arrays;

/**
 * For every pixel of a row as the template's centre, the sums over the template's points that a
 * correlation is made of. What the points see is copied so that it lies under one index: only such
 * loops does the compiler turn into vector instructions, which is worth four times the copying.
 */
final class RowSums {
  private static final int POINTS_AT_ONCE = 4;

  private final int width;
  private final float[][] seen;
  private final float[] products;
  private final float[] opposite;
  private final float[] plain;
  private final float[] squares;

  RowSums(int width) {
    this.width = width;
    this.seen = new float[POINTS_AT_ONCE][width];
    this.products = new float[width];
    this.opposite = new float[width];
    this.plain = new float[width];
    this.squares = new float[width];
  }

  /**
   * @param start of the row's first centre among the values
   * @param length how many centres there are
   */
  void add(float[] values, int start, int length, TurnedPattern turn) {
    Arrays.fill(products, 0);
    Arrays.fill(opposite, 0);
    Arrays.fill(plain, 0);
    Arrays.fill(squares, 0);
    for (int i = 0; i < turn.count(); i += POINTS_AT_ONCE) {
      for (int j = 0; j < POINTS_AT_ONCE; j++) {
        if (i + j < turn.count()) {
          System.arraycopy(values, start + turn.step(i + j, width), seen[j], 0, length);
        } else {
          Arrays.fill(seen[j], 0);
        }
      }
      addMoments(seen[0], seen[1], seen[2], seen[3], length, plain, squares);
      addProducts(seen[0], seen[1], seen[2], seen[3], length, turn.weights(), i, products);
      if (turn.isPaired()) {
        addProducts(
            seen[0], seen[1], seen[2], seen[3], length, turn.oppositeWeights(), i, opposite);
      }
    }
  }

  private static void addMoments(
      float[] a, float[] b, float[] c, float[] d, int length, float[] sums, float[] ofSquares) {
    for (int x = 0; x < length; x++) {
      sums[x] += a[x] + b[x] + c[x] + d[x];
    }
    for (int x = 0; x < length; x++) {
      ofSquares[x] += a[x] * a[x] + b[x] * b[x] + c[x] * c[x] + d[x] * d[x];
    }
  }

  private static void addProducts(
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      int length,
      float[] weights,
      int at,
      float[] sums) {
    float wa = weights[at];
    float wb = at + 1 < weights.length ? weights[at + 1] : 0;
    float wc = at + 2 < weights.length ? weights[at + 2] : 0;
    float wd = at + 3 < weights.length ? weights[at + 3] : 0;
    for (int x = 0; x < length; x++) {
      sums[x] += wa * a[x] + wb * b[x] + wc * c[x] + wd * d[x];
    }
  }

  float product(int x) {
    return products[x];
  }

  float oppositeProduct(int x) {
    return opposite[x];
  }

  /** Squared deviations from their mean, summed over so many points. */
  float spread(int x, int count) {
    return squares[x] - plain[x] * plain[x] / count;
  }
}
