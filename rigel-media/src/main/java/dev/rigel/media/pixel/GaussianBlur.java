package dev.rigel.media.pixel;

import dev.rigel.media.Image;

/** Softens a whole picture. To hide something, use {@link Obscure}: a plain blur can be undone. */
public final class GaussianBlur {
  private static final int PASSES = 3;

  private GaussianBlur() {}

  /**
   * A moving average whose two outermost pixels count in part, so that any deviation can be had: an
   * extended box filter.
   *
   * @param radius whole pixels on each side
   * @param inner weight of each of the {@code 2 * radius + 1} pixels
   * @param outer weight of the next pixel on each side
   */
  private record Box(int radius, double inner, double outer) {
    /**
     * Gwosdek et al. 2011, "Theoretical foundations of Gaussian convolution by extended box
     * filtering".
     */
    static Box ofVariance(double variance, int longest) {
      int radius = (int) Math.min(longest, Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2));
      int size = 2 * radius + 1;
      double part =
          Math.clamp(
              size
                  * (radius * (radius + 1.0) - 3 * variance)
                  / (6 * (variance - (radius + 1.0) * (radius + 1.0))),
              0,
              1);
      double inner = 1 / (size + 2 * part);
      return new Box(radius, inner, part * inner);
    }
  }

  /**
   * Three extended box blurs, whose variance is that of the Gaussian; three boxes come within 3 %
   * of its form (Wells 1986).
   *
   * @param sigma standard deviation in pixels, above 0
   */
  public static Image of(Image image, double sigma) {
    if (!(sigma > 0)) {
      return image;
    }
    int longest = Math.max(image.width(), image.height());
    Box box = Box.ofVariance(sigma * sigma / PASSES, longest);
    float[][] channels = premultiplied(image);
    float[] scratch = new float[channels[0].length];
    for (float[] channel : channels) {
      for (int pass = 0; pass < PASSES; pass++) {
        blurRows(channel, scratch, image.width(), image.height(), box);
        blurColumns(scratch, channel, image.width(), image.height(), box);
      }
    }
    return packed(channels, image);
  }

  /** Red, green, blue; with transparency times alpha, and alpha. */
  private static float[][] premultiplied(Image image) {
    int[] source = image.packedPixels();
    boolean alpha = image.hasAlpha();
    float[][] channels = new float[alpha ? 4 : 3][source.length];
    for (int i = 0; i < source.length; i++) {
      float share = alpha ? (source[i] >>> 24) / 255f : 1;
      channels[0][i] = (source[i] >> 16 & 0xff) * share;
      channels[1][i] = (source[i] >> 8 & 0xff) * share;
      channels[2][i] = (source[i] & 0xff) * share;
      if (alpha) {
        channels[3][i] = share;
      }
    }
    return channels;
  }

  /** Moving average along each row, edges repeated. */
  private static void blurRows(float[] from, float[] to, int width, int height, Box box) {
    int radius = box.radius();
    for (int y = 0; y < height; y++) {
      int start = y * width;
      int last = start + width - 1;
      double sum = (double) from[start] * (radius + 1);
      for (int i = 1; i <= radius; i++) {
        sum += from[Math.min(last, start + i)];
      }
      for (int x = 0; x < width; x++) {
        float entering = from[Math.min(last, start + x + radius + 1)];
        float before = from[Math.max(start, start + x - radius - 1)];
        to[start + x] = (float) (sum * box.inner() + (entering + before) * box.outer());
        sum += entering - from[Math.max(start, start + x - radius)];
      }
    }
  }

  /** Likewise along columns, all columns side by side: memory is read row by row. */
  private static void blurColumns(float[] from, float[] to, int width, int height, Box box) {
    int radius = box.radius();
    double[] sums = new double[width];
    for (int x = 0; x < width; x++) {
      sums[x] = (double) from[x] * (radius + 1);
    }
    for (int i = 1; i <= radius; i++) {
      int row = Math.min(height - 1, i) * width;
      for (int x = 0; x < width; x++) {
        sums[x] += from[row + x];
      }
    }
    for (int y = 0; y < height; y++) {
      int at = y * width;
      int entering = Math.min(height - 1, y + radius + 1) * width;
      int leaving = Math.max(0, y - radius) * width;
      int before = Math.max(0, y - radius - 1) * width;
      for (int x = 0; x < width; x++) {
        to[at + x] =
            (float) (sums[x] * box.inner() + (from[entering + x] + from[before + x]) * box.outer());
        sums[x] += from[entering + x] - from[leaving + x];
      }
    }
  }

  private static Image packed(float[][] channels, Image image) {
    int[] target = new int[channels[0].length];
    for (int i = 0; i < target.length; i++) {
      float alpha = image.hasAlpha() ? channels[3][i] : 1;
      if (alpha > 0) {
        target[i] =
            level(alpha * 255) << 24
                | level(channels[0][i] / alpha) << 16
                | level(channels[1][i] / alpha) << 8
                | level(channels[2][i] / alpha);
      }
    }
    return Image.ofPacked(image.width(), image.height(), image.hasAlpha(), target);
  }

  private static int level(float value) {
    return Math.clamp(Math.round(value), 0, 255);
  }
}
