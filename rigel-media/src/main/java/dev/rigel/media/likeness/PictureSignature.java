package dev.rigel.media.likeness;

import dev.rigel.media.Image;
import dev.rigel.media.pixel.Resize;
import java.util.Arrays;

/**
 * What a picture looks like from afar: its coarse structure as the signs of 63 low frequencies
 * (perceptual hash, Zauner 2010), the colours of an 8 by 8 grid (as the colour layout of MPEG-7),
 * and how often each colour occurs (Swain and Ballard, 1991).
 */
public final class PictureSignature {
  private static final int HASHED_SIDE = 32;
  private static final int FREQUENCIES = 8;
  private static final int GRID = 8;
  private static final int BINS = 4;
  private static final int CHANNELS = 3;

  /** Bits that differ between unrelated pictures, on average half. */
  private static final double UNRELATED_BITS = 32;

  /** Mean difference of a channel of the grid, in levels, from which two layouts share nothing. */
  private static final double UNRELATED_LEVELS = 80;

  private static final double STRUCTURE_SHARE = 0.4;
  private static final double LAYOUT_SHARE = 0.3;
  private static final double COLOR_SHARE = 0.3;

  private final long structure;
  private final double[] layout;
  private final double[] colors;

  private PictureSignature(long structure, double[] layout, double[] colors) {
    this.structure = structure;
    this.layout = layout;
    this.colors = colors;
  }

  public static PictureSignature of(Image image) {
    double[] hashed = grid(image, HASHED_SIDE);
    return new PictureSignature(structure(hashed), grid(image, GRID), colors(hashed));
  }

  /** 0 nothing alike to 1 the same. */
  public double likeness(PictureSignature other) {
    double bits = 1 - Math.min(1, Long.bitCount(structure ^ other.structure) / UNRELATED_BITS);
    double difference = 0;
    for (int i = 0; i < layout.length; i++) {
      difference += Math.abs(layout[i] - other.layout[i]) / layout.length;
    }
    double places = 1 - Math.min(1, difference / UNRELATED_LEVELS);
    double shared = 0;
    for (int i = 0; i < colors.length; i++) {
      shared += Math.min(colors[i], other.colors[i]);
    }
    return STRUCTURE_SHARE * bits + LAYOUT_SHARE * places + COLOR_SHARE * shared;
  }

  /** The mean colour of each cell, red, green and blue side by side; over white. */
  private static double[] grid(Image image, int side) {
    Image small = Resize.to(image, side, side);
    int[] pixels = small.packedPixels();
    double[] cells = new double[CHANNELS * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      double opaque = small.hasAlpha() ? (pixels[i] >>> 24) / 255.0 : 1;
      for (int c = 0; c < CHANNELS; c++) {
        int level = pixels[i] >> (16 - 8 * c) & 0xff;
        cells[CHANNELS * i + c] = opaque * level + (1 - opaque) * 255;
      }
    }
    return cells;
  }

  /** A bit for each of the lowest frequencies but the mean: whether it is above their median. */
  private static long structure(double[] cells) {
    double[] values = new double[FREQUENCIES * FREQUENCIES];
    for (int v = 0; v < FREQUENCIES; v++) {
      for (int u = 0; u < FREQUENCIES; u++) {
        values[v * FREQUENCIES + u] = frequency(cells, u, v);
      }
    }
    double[] sorted = Arrays.copyOfRange(values, 1, values.length);
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    long bits = 0;
    for (int i = 1; i < values.length; i++) {
      bits |= values[i] > median ? 1L << i : 0;
    }
    return bits;
  }

  /** One coefficient of the discrete cosine transform of the luma. */
  private static double frequency(double[] cells, int u, int v) {
    double sum = 0;
    for (int y = 0; y < HASHED_SIDE; y++) {
      for (int x = 0; x < HASHED_SIDE; x++) {
        int at = CHANNELS * (y * HASHED_SIDE + x);
        double luma = 0.299 * cells[at] + 0.587 * cells[at + 1] + 0.114 * cells[at + 2];
        sum +=
            luma
                * Math.cos((2 * x + 1) * u * Math.PI / (2 * HASHED_SIDE))
                * Math.cos((2 * y + 1) * v * Math.PI / (2 * HASHED_SIDE));
      }
    }
    return sum;
  }

  /** The share of each of 64 colours. */
  private static double[] colors(double[] cells) {
    double[] shares = new double[BINS * BINS * BINS];
    int count = cells.length / CHANNELS;
    for (int i = 0; i < count; i++) {
      int bin = 0;
      for (int c = 0; c < CHANNELS; c++) {
        bin = BINS * bin + Math.min(BINS - 1, (int) (cells[CHANNELS * i + c] * BINS / 256));
      }
      shares[bin] += 1.0 / count;
    }
    return shares;
  }
}
