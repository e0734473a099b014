package dev.rigel.media.quality;

import dev.rigel.media.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The luma (ITU-R BT.601, 0 to 255) of a part of a picture, row by row. A large picture is measured
 * on sixteen parts spread over it, at its own scale: shrinking it would hide blur and noise.
 */
final class Tile {
  private static final int PARTS = 4;

  /** A multiple of eight, so that the blocks of a JPEG lie alike in all tiles. */
  private static final int PART_SIDE = 512;

  private static final long MOST_WHOLE_PIXELS = (long) PARTS * PARTS * PART_SIDE * PART_SIDE;
  private static final int GRID = 8;

  private final int width;
  private final int height;
  private final float[] luma;

  Tile(int width, int height, float[] luma) {
    this.width = width;
    this.height = height;
    this.luma = luma;
  }

  /** The whole picture, or parts of one of more than four million pixels. */
  static List<Tile> of(Image image) {
    if ((long) image.width() * image.height() <= MOST_WHOLE_PIXELS) {
      return List.of(cut(image, 0, 0, image.width(), image.height()));
    }
    int width = Math.min(PART_SIDE, image.width());
    int height = Math.min(PART_SIDE, image.height());
    List<Tile> tiles = new ArrayList<>();
    for (int row = 0; row < PARTS; row++) {
      for (int column = 0; column < PARTS; column++) {
        int left = (image.width() - width) * column / (PARTS - 1) / GRID * GRID;
        int top = (image.height() - height) * row / (PARTS - 1) / GRID * GRID;
        tiles.add(cut(image, left, top, width, height));
      }
    }
    return tiles;
  }

  private static Tile cut(Image image, int left, int top, int width, int height) {
    int[] pixels = image.packedPixels();
    float[] luma = new float[width * height];
    for (int y = 0; y < height; y++) {
      int from = (top + y) * image.width() + left;
      for (int x = 0; x < width; x++) {
        luma[y * width + x] = luma(pixels[from + x], image.hasAlpha());
      }
    }
    return new Tile(width, height, luma);
  }

  /** Over white where the pixel is transparent. */
  private static float luma(int pixel, boolean alpha) {
    float value =
        0.299f * (pixel >> 16 & 0xff) + 0.587f * (pixel >> 8 & 0xff) + 0.114f * (pixel & 0xff);
    float share = alpha ? (pixel >>> 24) / 255f : 1;
    return share * value + (1 - share) * 255;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Not to be changed. */
  float[] luma() {
    return luma;
  }

  float at(int x, int y) {
    return luma[y * width + x];
  }

  /** Columns as rows. */
  Tile turned() {
    float[] turned = new float[luma.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        turned[x * height + y] = luma[y * width + x];
      }
    }
    return new Tile(height, width, turned);
  }

  /** Half as wide and high, each value the mean of four. */
  Tile halved() {
    Tile half = new Tile(width / 2, height / 2, new float[(width / 2) * (height / 2)]);
    for (int y = 0; y < half.height; y++) {
      for (int x = 0; x < half.width; x++) {
        int at = 2 * y * width + 2 * x;
        half.luma[y * half.width + x] =
            (luma[at] + luma[at + 1] + luma[at + width] + luma[at + width + 1]) / 4;
      }
    }
    return half;
  }

  /** Convolved with a Gaussian; values beyond the edges are those at the edges. */
  Tile smoothed(double sigma) {
    float[] kernel = kernel(sigma);
    return new Tile(width, height, smoothedColumns(smoothedRows(kernel), kernel));
  }

  /** One half of the kernel with its middle first; the whole of it sums to 1. */
  private static float[] kernel(double sigma) {
    int radius = (int) Math.ceil(3.5 * sigma);
    float[] kernel = new float[radius + 1];
    double sum = 0;
    for (int i = 0; i <= radius; i++) {
      kernel[i] = (float) Math.exp(-i * i / (2 * sigma * sigma));
      sum += i == 0 ? kernel[i] : 2 * kernel[i];
    }
    for (int i = 0; i <= radius; i++) {
      kernel[i] /= (float) sum;
    }
    return kernel;
  }

  private float[] smoothedRows(float[] kernel) {
    int radius = kernel.length - 1;
    float[] smooth = new float[luma.length];
    float[] padded = new float[width + 2 * radius];
    for (int y = 0; y < height; y++) {
      int row = y * width;
      System.arraycopy(luma, row, padded, radius, width);
      Arrays.fill(padded, 0, radius, luma[row]);
      Arrays.fill(padded, radius + width, padded.length, luma[row + width - 1]);
      for (int i = 0; i <= radius; i++) {
        float weight = i == 0 ? kernel[0] / 2 : kernel[i];
        for (int x = 0; x < width; x++) {
          smooth[row + x] += weight * (padded[radius + x - i] + padded[radius + x + i]);
        }
      }
    }
    return smooth;
  }

  private float[] smoothedColumns(float[] from, float[] kernel) {
    float[] smooth = new float[from.length];
    for (int y = 0; y < height; y++) {
      int row = y * width;
      for (int i = 0; i < kernel.length; i++) {
        int above = Math.max(0, y - i) * width;
        int below = Math.min(height - 1, y + i) * width;
        float weight = i == 0 ? kernel[0] / 2 : kernel[i];
        for (int x = 0; x < width; x++) {
          smooth[row + x] += weight * (from[above + x] + from[below + x]);
        }
      }
    }
    return smooth;
  }
}
