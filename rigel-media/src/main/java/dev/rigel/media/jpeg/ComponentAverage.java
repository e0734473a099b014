package dev.rigel.media.jpeg;

import java.util.Arrays;

/**
 * Shrinks one component, row by row: every new sample is the mean of the area it covers, parts of
 * samples by their share.
 */
final class ComponentAverage {
  /** Weight of a row that lies wholly in the area; three samples' sum of it stays an integer. */
  private static final int WHOLE = 1 << 10;

  private final double sourceHeight;
  private final int width;
  private final int height;
  private final int used;
  private final int[] sums;
  private final int[] first;
  private final float[][] weights;
  private final byte[] result;
  private int row;
  private int made;
  private int weight;

  /**
   * @param sourceWidth in samples; the last one may count only in part
   * @param sourceHeight likewise
   * @param width at most the source's, rounded up
   * @param height likewise
   */
  ComponentAverage(double sourceWidth, double sourceHeight, int width, int height) {
    this.sourceHeight = sourceHeight;
    this.width = width;
    this.height = height;
    this.used = (int) Math.ceil(sourceWidth - 1e-9);
    this.sums = new int[used];
    this.first = new int[width];
    this.weights = new float[width][];
    this.result = new byte[width * height];
    double share = sourceWidth / width;
    for (int x = 0; x < width; x++) {
      double from = x * share;
      double to = Math.min(sourceWidth, from + share);
      first[x] = Math.min(used - 1, (int) (from + 1e-9));
      int last = Math.max(first[x], Math.min(used - 1, (int) Math.ceil(to - 1e-9) - 1));
      weights[x] = new float[last - first[x] + 1];
      for (int i = first[x]; i <= last; i++) {
        weights[x][i - first[x]] =
            (float) ((Math.min(to, i + 1.0) - Math.max(from, i)) / (to - from));
      }
    }
  }

  /** Whether more rows change nothing. */
  boolean isWhole() {
    return made == height;
  }

  /** The next row, from the top. */
  void add(byte[] samples, int start) {
    double share = sourceHeight / height;
    double end = Math.min(sourceHeight, row + 1.0);
    double from = row;
    while (made < height) {
      double areaEnd = made == height - 1 ? sourceHeight : (made + 1) * share;
      double to = Math.min(end, areaEnd);
      int part = (int) Math.round((to - from) * WHOLE);
      if (part > 0) {
        addRow(samples, start, part);
        weight += part;
      }
      if (areaEnd > end + 1e-9 || weight == 0) {
        break;
      }
      finishArea();
      from = to;
    }
    row++;
    if (row >= sourceHeight - 1e-9 && made < height) {
      finishArea();
    }
  }

  private void addRow(byte[] samples, int start, int part) {
    int[] all = sums;
    for (int i = 0; i < all.length; i++) {
      all[i] += part * (samples[start + i] & 0xff);
    }
  }

  private void finishArea() {
    int at = made * width;
    float scale = 1f / weight;
    for (int x = 0; x < width; x++) {
      float[] own = weights[x];
      int from = first[x];
      float sum = 0;
      for (int i = 0; i < own.length; i++) {
        sum += own[i] * sums[from + i];
      }
      result[at + x] = (byte) Math.clamp((int) (sum * scale + 0.5f), 0, 255);
    }
    Arrays.fill(sums, 0);
    weight = 0;
    made++;
  }

  byte[] result() {
    if (made != height) {
      throw new DamagedJpegException("rows are missing: " + made + " of " + height);
    }
    return result;
  }
}
