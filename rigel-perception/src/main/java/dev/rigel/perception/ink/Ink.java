package dev.rigel.perception.ink;

import dev.rigel.media.Image;

/**
 * Which pixels of a page are ink: clearly darker than the paper around them, so that shadows and
 * grey paper do not count (adaptive mean threshold over a sixteenth of the width, as in Bradley and
 * Roth, 2007).
 */
public final class Ink {
  /** Of the mean around: darker is ink. */
  private static final double DARKER = 0.84;

  private static final int LEAST_CONTRAST = 14;

  private final int width;
  private final int height;
  private final boolean[] dark;

  private Ink(int width, int height, boolean[] dark) {
    this.width = width;
    this.height = height;
    this.dark = dark;
  }

  public static Ink of(Image image) {
    int width = image.width();
    int height = image.height();
    int[] pixels = image.packedPixels();
    int[] grey = new int[pixels.length];
    long[] sums = new long[(width + 1) * (height + 1)];
    for (int y = 0; y < height; y++) {
      long row = 0;
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        grey[i] = luminance(pixels[i], image.hasAlpha());
        row += grey[i];
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
    int reach = Math.max(8, width / 32);
    boolean[] dark = new boolean[pixels.length];
    for (int y = 0; y < height; y++) {
      int top = Math.max(0, y - reach);
      int bottom = Math.min(height, y + reach + 1);
      for (int x = 0; x < width; x++) {
        int left = Math.max(0, x - reach);
        int right = Math.min(width, x + reach + 1);
        long sum =
            sums[bottom * (width + 1) + right]
                - sums[top * (width + 1) + right]
                - sums[bottom * (width + 1) + left]
                + sums[top * (width + 1) + left];
        double mean = (double) sum / ((bottom - top) * (right - left));
        int value = grey[y * width + x];
        dark[y * width + x] = value < DARKER * mean && mean - value > LEAST_CONTRAST;
      }
    }
    return new Ink(width, height, dark);
  }

  /** ITU-R BT.601 weights; what shows through is white paper. */
  private static int luminance(int argb, boolean transparent) {
    if (transparent && argb >>> 24 < 128) {
      return 255;
    }
    return ((argb >> 16 & 255) * 299 + (argb >> 8 & 255) * 587 + (argb & 255) * 114) / 1000;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public boolean at(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height && dark[y * width + x];
  }

  /** Share of the pixels of an area that are ink. */
  public double share(int left, int top, int right, int bottom) {
    int count = 0;
    int ink = 0;
    for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
      for (int x = Math.max(0, left); x < Math.min(width, right); x++) {
        count++;
        ink += dark[y * width + x] ? 1 : 0;
      }
    }
    return count == 0 ? 0 : (double) ink / count;
  }
}
