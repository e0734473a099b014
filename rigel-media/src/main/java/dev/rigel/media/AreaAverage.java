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
    boolean alpha = packed.getColorModel().hasAlpha();
    int sourceWidth = packed.getWidth();
    int sourceHeight = packed.getHeight();
    BufferedImage result = PixelLayout.newImage(width, height, alpha);
    int[] source = PixelLayout.samples(packed);
    int[] target = PixelLayout.samples(result);
    double stepX = (double) sourceWidth / width;
    double stepY = (double) sourceHeight / height;
    // Per source column: the target column it starts in and the share of it that lies there.
    int[] column = new int[sourceWidth];
    float[] share = new float[sourceWidth];
    for (int x = 0; x < sourceWidth; x++) {
      column[x] = Math.min(width - 1, (int) (x / stepX));
      double edge = (column[x] + 1) * stepX;
      share[x] = (float) Math.min(1, edge - x);
    }
    float[] sums = new float[(width + 1) * 4];
    for (int y = 0; y < height; y++) {
      double top = y * stepY;
      double bottom = Math.min(sourceHeight, (y + 1) * stepY);
      Arrays.fill(sums, 0);
      for (int row = (int) top; row < bottom; row++) {
        float weight = (float) (Math.min(row + 1.0, bottom) - Math.max(row, top));
        addRow(source, row * sourceWidth, column, share, weight, alpha, sums);
      }
      for (int x = 0; x < width; x++) {
        target[y * width + x] = mean(sums, x * 4, (float) (stepX * (bottom - top)), alpha);
      }
    }
    return result;
  }

  private static void addRow(
      int[] source,
      int start,
      int[] column,
      float[] share,
      float weight,
      boolean alpha,
      float[] sums) {
    for (int x = 0; x < column.length; x++) {
      int pixel = source[start + x];
      int at = column[x] * 4;
      float opacity = alpha ? (pixel >>> 24) / 255f : 1f;
      float here = weight * share[x] * opacity;
      float next = weight * (1 - share[x]) * opacity;
      int red = pixel >> 16 & 0xff;
      int green = pixel >> 8 & 0xff;
      int blue = pixel & 0xff;
      sums[at] += here * red;
      sums[at + 1] += here * green;
      sums[at + 2] += here * blue;
      sums[at + 3] += here;
      sums[at + 4] += next * red;
      sums[at + 5] += next * green;
      sums[at + 6] += next * blue;
      sums[at + 7] += next;
    }
  }

  private static int mean(float[] sums, int at, float area, boolean alpha) {
    float weight = sums[at + 3];
    if (weight <= 0) {
      return 0;
    }
    int opacity = alpha ? Math.min(255, Math.round(255 * weight / area)) : 255;
    return opacity << 24
        | Math.min(255, Math.round(sums[at] / weight)) << 16
        | Math.min(255, Math.round(sums[at + 1] / weight)) << 8
        | Math.min(255, Math.round(sums[at + 2] / weight));
  }
}
