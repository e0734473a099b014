package dev.rigel.media.pixel;

import dev.rigel.media.Image;

/** Softens a whole picture. To hide something, use {@link Obscure}: a plain blur can be undone. */
public final class GaussianBlur {
  private static final int PASSES = 3;

  private GaussianBlur() {}

  /**
   * Three box blurs, which come within 3 % of a Gaussian (Wells 1986).
   *
   * @param sigma standard deviation in pixels, above 0
   */
  public static Image of(Image image, double sigma) {
    if (!(sigma > 0)) {
      return image;
    }
    int longest = Math.max(image.width(), image.height());
    int radius =
        (int)
            Math.clamp(
                Math.round((Math.sqrt(12 * sigma * sigma / PASSES + 1) - 1) / 2), 1, longest);
    float[][] channels = premultiplied(image);
    float[] scratch = new float[channels[0].length];
    for (float[] channel : channels) {
      for (int pass = 0; pass < PASSES; pass++) {
        blurRows(channel, scratch, image.width(), image.height(), radius);
        blurColumns(scratch, channel, image.width(), image.height(), radius);
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
  private static void blurRows(float[] from, float[] to, int width, int height, int radius) {
    double share = 1.0 / (2 * radius + 1);
    for (int y = 0; y < height; y++) {
      int start = y * width;
      int last = start + width - 1;
      double sum = (double) from[start] * (radius + 1);
      for (int i = 1; i <= radius; i++) {
        sum += from[Math.min(last, start + i)];
      }
      for (int x = 0; x < width; x++) {
        to[start + x] = (float) (sum * share);
        sum +=
            from[Math.min(last, start + x + radius + 1)]
                - from[Math.max(start, start + x - radius)];
      }
    }
  }

  /** Likewise along columns, all columns side by side: memory is read row by row. */
  private static void blurColumns(float[] from, float[] to, int width, int height, int radius) {
    double share = 1.0 / (2 * radius + 1);
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
      for (int x = 0; x < width; x++) {
        to[at + x] = (float) (sums[x] * share);
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
