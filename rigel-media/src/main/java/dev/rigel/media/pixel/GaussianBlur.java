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
        blurLines(channel, scratch, image.height(), image.width(), image.width(), 1, radius);
        blurLines(scratch, channel, image.width(), image.height(), 1, image.width(), radius);
      }
    }
    return packed(channels, image);
  }

  private static float[][] premultiplied(Image image) {
    int[] source = image.packedPixels();
    float[][] channels = new float[4][source.length];
    for (int i = 0; i < source.length; i++) {
      float alpha = image.hasAlpha() ? (source[i] >>> 24) / 255f : 1;
      channels[0][i] = (source[i] >> 16 & 0xff) * alpha;
      channels[1][i] = (source[i] >> 8 & 0xff) * alpha;
      channels[2][i] = (source[i] & 0xff) * alpha;
      channels[3][i] = alpha;
    }
    return channels;
  }

  /** Moving average along each line, edges repeated. */
  private static void blurLines(
      float[] from, float[] to, int lines, int length, int lineStep, int step, int radius) {
    float share = 1f / (2 * radius + 1);
    for (int line = 0; line < lines; line++) {
      int start = line * lineStep;
      int last = start + (length - 1) * step;
      double sum = (double) from[start] * (radius + 1);
      for (int i = 1; i <= radius; i++) {
        sum += from[Math.min(last, start + i * step)];
      }
      for (int i = 0; i < length; i++) {
        to[start + i * step] = (float) (sum * share);
        int entering = Math.min(length - 1, i + radius + 1);
        int leaving = Math.max(0, i - radius);
        sum += from[start + entering * step] - from[start + leaving * step];
      }
    }
  }

  private static Image packed(float[][] channels, Image image) {
    int[] target = new int[channels[0].length];
    for (int i = 0; i < target.length; i++) {
      float alpha = channels[3][i];
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
