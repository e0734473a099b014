package dev.rigel.media.pixel;

import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.media.Region;
import java.util.Arrays;
import java.util.List;

/**
 * Makes regions of a picture unreadable, for good.
 *
 * <p>A blur by a known kernel can be undone. So both ways keep only a coarse grid of mean colours
 * of each region, rounded to 32 levels a channel, and paint the region from that grid: as tiles, or
 * smoothly. Nothing else of the region is left in the picture. A cell is a third of the region's
 * shorter side and at least 12 pixels: wider than a letter of a line of text, and about three cells
 * for a face. To hide secrets of a known shape, such as digits in a known font, paint over them
 * ({@link Cover}) instead: even a coarse mean tells something.
 */
public final class Obscure {
  private static final int SMALLEST_CELL = 12;
  private static final double CELLS_ACROSS = 3;
  private static final int ROUNDED_BITS = 3;

  private Obscure() {}

  /** Paints the regions smoothly. Where a region has a mask, only inside it. */
  public static Image blur(Image image, List<Region> regions) {
    return obscured(image, regions, true);
  }

  /** Paints the regions as tiles. Where a region has a mask, only inside it. */
  public static Image pixelate(Image image, List<Region> regions) {
    return obscured(image, regions, false);
  }

  private static Image obscured(Image image, List<Region> regions, boolean smooth) {
    int[] pixels = Arrays.copyOf(image.packedPixels(), image.packedPixels().length);
    for (Region region : regions) {
      PixelBox area = PixelBox.covering(region.box(), image);
      if (!area.isEmpty()) {
        Image painted = painted(Crop.pixels(image, area), smooth);
        put(painted, area, image, region, pixels);
      }
    }
    return Image.ofPacked(image.width(), image.height(), image.hasAlpha(), pixels);
  }

  private static Image painted(Image part, boolean smooth) {
    double cell = Math.max(SMALLEST_CELL, Math.min(part.width(), part.height()) / CELLS_ACROSS);
    int columns = (int) Math.max(1, Math.floor(part.width() / cell));
    int rows = (int) Math.max(1, Math.floor(part.height() / cell));
    Image grid = rounded(part.shrunk(columns, rows));
    int[] target = new int[part.width() * part.height()];
    for (int y = 0; y < part.height(); y++) {
      for (int x = 0; x < part.width(); x++) {
        double gridX = (x + 0.5) * columns / part.width();
        double gridY = (y + 0.5) * rows / part.height();
        target[y * part.width() + x] =
            smooth
                ? between(grid, gridX - 0.5, gridY - 0.5)
                : grid.packedPixels()[(int) gridY * columns + (int) gridX];
      }
    }
    return Image.ofPacked(part.width(), part.height(), part.hasAlpha(), target);
  }

  private static Image rounded(Image grid) {
    int[] cells = grid.packedPixels();
    int half = 1 << (ROUNDED_BITS - 1);
    int[] rounded = new int[cells.length];
    for (int i = 0; i < cells.length; i++) {
      int result = cells[i] & 0xff000000;
      for (int shift = 0; shift <= 16; shift += 8) {
        int value = cells[i] >> shift & 0xff;
        result |= Math.min(255, (value + half) >> ROUNDED_BITS << ROUNDED_BITS) << shift;
      }
      rounded[i] = result;
    }
    return Image.ofPacked(grid.width(), grid.height(), grid.hasAlpha(), rounded);
  }

  /** Between the four nearest cells, by a smooth step so that the grid does not show. */
  private static int between(Image grid, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = smoothStep(x - left);
    double lower = smoothStep(y - top);
    int result = 0;
    for (int shift = 0; shift <= 24; shift += 8) {
      double upperRow =
          channel(grid, left, top, shift) * (1 - right)
              + channel(grid, left + 1, top, shift) * right;
      double lowerRow =
          channel(grid, left, top + 1, shift) * (1 - right)
              + channel(grid, left + 1, top + 1, shift) * right;
      result |= (int) Math.round(upperRow * (1 - lower) + lowerRow * lower) << shift;
    }
    return result;
  }

  private static double smoothStep(double t) {
    return t * t * (3 - 2 * t);
  }

  private static int channel(Image grid, int x, int y, int shift) {
    int column = Math.clamp(x, 0, grid.width() - 1);
    int row = Math.clamp(y, 0, grid.height() - 1);
    return grid.packedPixels()[row * grid.width() + column] >>> shift & 0xff;
  }

  private static void put(Image painted, PixelBox area, Image image, Region region, int[] pixels) {
    Mask mask =
        region
            .mask()
            .filter(m -> m.width() == image.width() && m.height() == image.height())
            .orElse(null);
    int[] source = painted.packedPixels();
    for (int y = 0; y < area.height(); y++) {
      for (int x = 0; x < area.width(); x++) {
        int at = (area.top() + y) * image.width() + area.left() + x;
        // Any share of the mask hides the pixel whole: a half-hidden edge would leak it.
        if (mask == null || mask.alpha()[at] != 0) {
          pixels[at] = source[y * area.width() + x];
        }
      }
    }
  }
}
