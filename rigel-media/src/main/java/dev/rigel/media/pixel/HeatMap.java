package dev.rigel.media.pixel;

import dev.rigel.media.Image;
import dev.rigel.media.Region;
import java.util.List;

/**
 * Shows where in a picture many regions lie: each adds a soft hill at its middle, as wide as the
 * region and as high as its confidence; the sum is painted over the picture from blue (some) to red
 * (most).
 */
public final class HeatMap {
  /** Longest side of the grid of heat; finer shows nothing. */
  private static final int GRID_SIDE = 256;

  /** Smallest deviation of a hill, as a share of the grid's longest side. */
  private static final double SMALLEST_HILL = 0.02;

  private static final double STRONGEST = 0.65;

  private HeatMap() {}

  public static Image over(Image image, List<Region> regions) {
    double scale = Math.min(1, (double) GRID_SIDE / Math.max(image.width(), image.height()));
    int columns = (int) Math.max(1, Math.round(image.width() * scale));
    int rows = (int) Math.max(1, Math.round(image.height() * scale));
    float[] heat = new float[columns * rows];
    regions.forEach(region -> addHill(region, columns, rows, heat));
    float hottest = 0;
    for (float value : heat) {
      hottest = Math.max(hottest, value);
    }
    return hottest == 0 ? image : painted(image, heat, columns, rows, hottest);
  }

  private static void addHill(Region region, int columns, int rows, float[] heat) {
    double smallest = SMALLEST_HILL * Math.max(columns, rows);
    double deviationX = Math.max(smallest, region.box().width() * columns / 3);
    double deviationY = Math.max(smallest, region.box().height() * rows / 3);
    double centerX = region.box().center().x() * columns;
    double centerY = region.box().center().y() * rows;
    // Beyond three deviations a hill is flat.
    int left = (int) Math.clamp(centerX - 3 * deviationX, 0, columns);
    int right = (int) Math.clamp(centerX + 3 * deviationX + 1, 0, columns);
    int top = (int) Math.clamp(centerY - 3 * deviationY, 0, rows);
    int bottom = (int) Math.clamp(centerY + 3 * deviationY + 1, 0, rows);
    for (int y = top; y < bottom; y++) {
      double dy = (y + 0.5 - centerY) / deviationY;
      for (int x = left; x < right; x++) {
        double dx = (x + 0.5 - centerX) / deviationX;
        heat[y * columns + x] +=
            (float) (region.confidence() * Math.exp(-0.5 * (dx * dx + dy * dy)));
      }
    }
  }

  private static Image painted(Image image, float[] heat, int columns, int rows, float hottest) {
    int[] source = image.packedPixels();
    int[] target = new int[source.length];
    int width = image.width();
    for (int y = 0; y < image.height(); y++) {
      double gridY = (y + 0.5) * rows / image.height() - 0.5;
      for (int x = 0; x < width; x++) {
        double gridX = (x + 0.5) * columns / width - 0.5;
        double share = between(heat, columns, rows, gridX, gridY) / hottest;
        double opacity = STRONGEST * Math.min(1, share * 2.5);
        target[y * width + x] = mixed(source[y * width + x], color(share), opacity);
      }
    }
    return Image.ofPacked(width, image.height(), image.hasAlpha(), target);
  }

  private static double between(float[] heat, int columns, int rows, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double lower = y - top;
    return (1 - lower)
            * ((1 - right) * at(heat, columns, rows, left, top)
                + right * at(heat, columns, rows, left + 1, top))
        + lower
            * ((1 - right) * at(heat, columns, rows, left, top + 1)
                + right * at(heat, columns, rows, left + 1, top + 1));
  }

  private static float at(float[] heat, int columns, int rows, int x, int y) {
    return heat[Math.clamp(y, 0, rows - 1) * columns + Math.clamp(x, 0, columns - 1)];
  }

  /** The Turbo colour map's polynomial (Mikhailov 2019, Google, Apache-2.0), 0 to 1. */
  private static int color(double share) {
    double t = Math.clamp(0.1 + 0.85 * share, 0.0, 1.0);
    double red =
        0.13572138
            + t
                * (4.61539260
                    + t
                        * (-42.66032258
                            + t * (132.13108234 + t * (-152.94239396 + t * 59.28637943))));
    double green =
        0.09140261
            + t
                * (2.19418839
                    + t * (4.84296658 + t * (-14.18503333 + t * (4.27729857 + t * 2.82956604))));
    double blue =
        0.10667330
            + t
                * (12.64194608
                    + t
                        * (-60.58204836
                            + t * (110.36276771 + t * (-89.90310912 + t * 27.34824973))));
    return level(red * 255) << 16 | level(green * 255) << 8 | level(blue * 255);
  }

  private static int mixed(int pixel, int color, double opacity) {
    int result = pixel & 0xff000000;
    for (int shift = 0; shift <= 16; shift += 8) {
      double own = pixel >> shift & 0xff;
      double other = color >> shift & 0xff;
      result |= level(own + opacity * (other - own)) << shift;
    }
    return result;
  }

  private static int level(double value) {
    return (int) Math.clamp(Math.round(value), 0, 255);
  }
}
