package dev.rigel.media;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/**
 * Area averaging of opaque pictures, straight from the decoder's bytes: rows are summed first, in
 * loops that the compiler turns into vector instructions, and only the few summed rows are averaged
 * along their length.
 */
final class OpaqueAverage {
  /** Blue, green, red. Weighted by 256ths, the sum of 32 768 rows still fits an integer. */
  private static final int CHANNELS = 3;

  private OpaqueAverage() {}

  /** Whether the layout is one of the two that are read directly. */
  static boolean takes(BufferedImage image) {
    return image.getRaster().getParent() == null
        && (image.getType() == BufferedImage.TYPE_3BYTE_BGR
            || (image.getType() == BufferedImage.TYPE_INT_RGB
                && PixelLayout.samples(image).length == image.getWidth() * image.getHeight()));
  }

  /**
   * @param image blue, green, red bytes or packed integers
   * @param width at most the picture's
   * @param height likewise
   */
  static BufferedImage resize(BufferedImage image, int width, int height) {
    int sourceWidth = image.getWidth();
    BufferedImage result = PixelLayout.newImage(width, height, false);
    int[] target = PixelLayout.samples(result);
    Spans rows = Spans.of(image.getHeight(), height);
    Spans columns = Spans.of(sourceWidth, width);
    // Blue, green, red of each column, summed over the rows of one target row.
    int[] sums = new int[sourceWidth * CHANNELS];
    boolean bytes = image.getType() == BufferedImage.TYPE_3BYTE_BGR;
    byte[] byteSource =
        bytes ? ((DataBufferByte) image.getRaster().getDataBuffer()).getData() : new byte[0];
    int[] packedSource = bytes ? new int[0] : PixelLayout.samples(image);
    float scale = 1f / ((float) rows.weight() * columns.weight());
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      for (int row = rows.first(y); row <= rows.last(y); row++) {
        if (bytes) {
          addBytes(byteSource, row * sums.length, rows.weight(y, row), sums);
        } else {
          addPacked(packedSource, row * sourceWidth, rows.weight(y, row), sums);
        }
      }
      average(sums, columns, scale, target, y * width);
    }
    return result;
  }

  private static void addBytes(byte[] source, int start, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * (source[start + i] & 0xff);
    }
  }

  private static void addPacked(int[] source, int start, int weight, int[] sums) {
    for (int x = 0, at = 0; at < sums.length; x++, at += CHANNELS) {
      int pixel = source[start + x];
      sums[at] += weight * (pixel & 0xff);
      sums[at + 1] += weight * (pixel >> 8 & 0xff);
      sums[at + 2] += weight * (pixel >> 16 & 0xff);
    }
  }

  private static void average(
      int[] sums, Spans columns, float scale, int[] target, int targetStart) {
    for (int x = 0; x < columns.count(); x++) {
      float blue = 0;
      float green = 0;
      float red = 0;
      for (int i = columns.first(x); i <= columns.last(x); i++) {
        float weight = columns.weight(x, i);
        blue += weight * sums[i * CHANNELS];
        green += weight * sums[i * CHANNELS + 1];
        red += weight * sums[i * CHANNELS + 2];
      }
      target[targetStart + x] =
          0xff000000 | level(red * scale) << 16 | level(green * scale) << 8 | level(blue * scale);
    }
  }

  private static int level(float value) {
    return Math.clamp((int) (value + 0.5f), 0, 255);
  }
}
