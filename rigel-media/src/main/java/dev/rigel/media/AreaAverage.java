package dev.rigel.media;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Shrinks a picture: every new pixel is the mean of exactly the area it covers, so that nothing can
 * appear in the small picture that is not in the large one. Colours are weighted by alpha.
 */
final class AreaAverage {
  private AreaAverage() {}

  /**
   * @param packed a packed picture
   * @param width at least 1 and at most the picture's
   * @param height likewise
   */
  static BufferedImage resize(BufferedImage packed, int width, int height) {
    if (!packed.getColorModel().hasAlpha()) {
      return OpaqueAverage.resize(packed, width, height);
    }
    int[] source = PixelLayout.samples(packed);
    int sourceWidth = packed.getWidth();
    int sourceHeight = packed.getHeight();
    BufferedImage result = PixelLayout.newImage(width, height, true);
    int[] target = PixelLayout.samples(result);
    Spans columns = Spans.of(sourceWidth, width);
    Spans rows = Spans.of(sourceHeight, height);
    double[] sums = new double[width * 4];
    double area = (double) columns.weight() * rows.weight();
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      for (int row = rows.first(y); row <= rows.last(y); row++) {
        addRow(source, row * sourceWidth, columns, rows.weight(y, row), sums);
      }
      for (int x = 0; x < width; x++) {
        target[y * width + x] = mean(sums, x * 4, area);
      }
    }
    return result;
  }

  private static void addRow(int[] source, int start, Spans columns, int rowWeight, double[] sums) {
    for (int x = 0; x < columns.count(); x++) {
      int at = x * 4;
      for (int i = columns.first(x); i <= columns.last(x); i++) {
        int pixel = source[start + i];
        double weight = (double) rowWeight * columns.weight(x, i) * (pixel >>> 24);
        sums[at] += weight * (pixel >> 16 & 0xff);
        sums[at + 1] += weight * (pixel >> 8 & 0xff);
        sums[at + 2] += weight * (pixel & 0xff);
        sums[at + 3] += weight;
      }
    }
  }

  private static int mean(double[] sums, int at, double area) {
    double weight = sums[at + 3];
    if (weight <= 0) {
      return 0;
    }
    return level(weight / area) << 24
        | level(sums[at] / weight) << 16
        | level(sums[at + 1] / weight) << 8
        | level(sums[at + 2] / weight);
  }

  private static int level(double value) {
    return Math.clamp((int) (value + 0.5), 0, 255);
  }
}
