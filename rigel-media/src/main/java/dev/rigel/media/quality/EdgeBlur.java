package dev.rigel.media.quality;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How far edges are smeared, as the standard deviation in pixels of the Gaussian that a step would
 * have gone through to look like them. A step blurred by {@code s} and smoothed by {@code a} has a
 * slope proportional to {@code 1 / sqrt(s² + a²)}, so the ratio of its slopes after two smoothings
 * tells {@code s} whatever the contrast (Zhuo and Sim, "Defocus map estimation from a single
 * image", 2011). Wide blur is measured in the picture halved, where it is narrow.
 */
final class EdgeBlur {
  /** Standard deviations of the two smoothings; the first also keeps noise out. */
  private static final double FINE = 1;

  private static final double COARSE = 2;

  /**
   * Variance that the difference of a pixel's two neighbours adds: that of a box two pixels wide.
   */
  private static final double DIFFERENCE = 1 / 3.0;

  private static final int MOST_HALVINGS = 3;
  private static final int FEWEST_EDGES = 50;
  private static final int SMALLEST_SIDE = 64;

  /** Slopes this near the border know too little of what is beyond it. */
  private static final int BORDER = 6;

  /**
   * Levels a pixel below which a slope may be noise: three deviations of the slope that noise has
   * after the fine smoothing, which leaves a fifth of it.
   */
  private static final double SLOPE_OF_NOISE = 0.6;

  private static final double LEAST_SLOPE = 1.5;

  /** The strongest fifth of the edges is measured: the rest is soft shading as often as blur. */
  private static final double STRONG = 0.8;

  /** Blur wider than this is measured at half the scale. */
  private static final double WIDE = 2;

  /** tan 67.5°: slopes are compared along one of four directions. */
  private static final double STEEP = 2.414;

  private EdgeBlur() {}

  /**
   * In pixels of the picture; empty where no edge stands out of the noise.
   *
   * @param noise deviation of the noise in levels
   */
  static OptionalDouble of(List<Tile> tiles, double noise) {
    List<Tile> level = tiles;
    OptionalDouble found = OptionalDouble.empty();
    for (int halvings = 0; halvings <= MOST_HALVINGS; halvings++) {
      int scale = 1 << halvings;
      OptionalDouble here = atThisScale(level, noise / scale);
      if (here.isPresent()) {
        // What was wide at the scale before is so still, however close its edges lie in this one.
        double least = found.isPresent() ? WIDE * scale / 2 : 0;
        found = OptionalDouble.of(Math.max(least, scale * here.getAsDouble()));
        if (here.getAsDouble() < WIDE) {
          return found;
        }
      }
      if (level.stream().anyMatch(t -> Math.min(t.width(), t.height()) < 2 * SMALLEST_SIDE)) {
        return found;
      }
      level = level.stream().map(Tile::halved).toList();
    }
    return found;
  }

  private static OptionalDouble atThisScale(List<Tile> tiles, double noise) {
    Samples slopes = new Samples();
    Samples ratios = new Samples();
    for (Tile tile : tiles) {
      gather(tile, LEAST_SLOPE + SLOPE_OF_NOISE * noise, slopes, ratios);
    }
    if (slopes.size() < FEWEST_EDGES) {
      return OptionalDouble.empty();
    }
    double strong = slopes.quantile(STRONG);
    Samples kept = new Samples();
    for (int i = 0; i < slopes.size(); i++) {
      if (slopes.at(i) >= strong) {
        kept.add(ratios.at(i));
      }
    }
    return OptionalDouble.of(deviation(kept.quantile(0.5)));
  }

  /** Solves {@code ratio² = (s² + coarse) / (s² + fine)} for {@code s}. */
  private static double deviation(double ratio) {
    double square = Math.max(1.0001, ratio * ratio);
    double fine = FINE * FINE + DIFFERENCE;
    double coarse = COARSE * COARSE + DIFFERENCE;
    return Math.sqrt(Math.max(0, (coarse - square * fine) / (square - 1)));
  }

  /** The slope of each edge pixel, and how many times less it is after more smoothing. */
  private static void gather(Tile tile, double least, Samples slopes, Samples ratios) {
    Tile fine = tile.smoothed(FINE);
    Tile coarse = tile.smoothed(COARSE);
    for (int y = BORDER; y < tile.height() - BORDER; y++) {
      for (int x = BORDER; x < tile.width() - BORDER; x++) {
        double slope = slope(fine, x, y);
        if (slope > least && isCrest(fine, x, y, slope)) {
          slopes.add((float) slope);
          ratios.add((float) (slope / Math.max(1e-6, slope(coarse, x, y))));
        }
      }
    }
  }

  /** Whether the slope is the greatest across the edge that it belongs to. */
  private static boolean isCrest(Tile tile, int x, int y, double slope) {
    double across = across(tile, x, y);
    double down = down(tile, x, y);
    int stepX = Math.abs(down) > STEEP * Math.abs(across) ? 0 : 1;
    int stepY =
        Math.abs(across) > STEEP * Math.abs(down) ? 0 : stepX == 1 && across * down <= 0 ? -1 : 1;
    return slope >= slope(tile, x + stepX, y + stepY) && slope > slope(tile, x - stepX, y - stepY);
  }

  private static double slope(Tile tile, int x, int y) {
    double across = across(tile, x, y);
    double down = down(tile, x, y);
    return Math.sqrt(across * across + down * down);
  }

  private static double across(Tile tile, int x, int y) {
    return (tile.at(x + 1, y) - tile.at(x - 1, y)) / 2;
  }

  private static double down(Tile tile, int x, int y) {
    return (tile.at(x, y + 1) - tile.at(x, y - 1)) / 2;
  }
}
