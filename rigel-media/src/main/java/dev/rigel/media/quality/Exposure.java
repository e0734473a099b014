package dev.rigel.media.quality;

import dev.rigel.media.Image;

/**
 * How light a picture is and how far its tones are spread.
 *
 * @param stops how many times the light would have to be halved to bring the picture's mean to 18 %
 *     grey; the mean is that of the logarithms, the key of a scene (Reinhard et al., 2002)
 * @param darkest luma of the darkest thousandth, 0 to 255: ink covers that much of a page with few
 *     words
 * @param contrast distance between the darkest and the brightest fiftieth, 0 to 1
 * @param white share of the pixels that are as good as white, 0 to 1
 */
record Exposure(double stops, int darkest, double contrast, double white) {
  private static final double MIDDLE_GREY = 0.18;

  /** Light of a pixel that is wholly black, so that one does not make the mean so. */
  private static final double BLACK = 0.001;

  private static final int WHITE = 250;

  static Exposure of(Image image) {
    long[] histogram = new long[256];
    double logarithms = 0;
    double[] light = lightOfLevels();
    int[] pixels = image.packedPixels();
    for (int pixel : pixels) {
      int opaque = image.hasAlpha() ? overWhite(pixel) : pixel;
      int red = opaque >> 16 & 0xff;
      int green = opaque >> 8 & 0xff;
      int blue = opaque & 0xff;
      logarithms +=
          Math.log(0.2126 * light[red] + 0.7152 * light[green] + 0.0722 * light[blue] + BLACK);
      histogram[(299 * red + 587 * green + 114 * blue + 500) / 1000]++;
    }
    double mean = Math.exp(logarithms / pixels.length);
    long white = 0;
    for (int level = WHITE; level < 256; level++) {
      white += histogram[level];
    }
    return new Exposure(
        Math.log(mean / MIDDLE_GREY) / Math.log(2),
        quantile(histogram, 0.001, pixels.length),
        (quantile(histogram, 0.98, pixels.length) - quantile(histogram, 0.02, pixels.length))
            / 255.0,
        (double) white / pixels.length);
  }

  /** The light of each level of sRGB (IEC 61966-2-1), 0 to 1. */
  private static double[] lightOfLevels() {
    double[] light = new double[256];
    for (int level = 0; level < 256; level++) {
      double value = level / 255.0;
      light[level] = value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
    return light;
  }

  private static int overWhite(int pixel) {
    int alpha = pixel >>> 24;
    int result = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      result |= ((pixel >> shift & 0xff) * alpha + 255 * (255 - alpha)) / 255 << shift;
    }
    return result;
  }

  private static int quantile(long[] histogram, double share, int count) {
    long wanted = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int level = 0; level < 255; level++) {
      seen += histogram[level];
      if (seen >= wanted) {
        return level;
      }
    }
    return 255;
  }
}
