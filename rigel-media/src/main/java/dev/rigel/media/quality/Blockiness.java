package dev.rigel.media.quality;

import java.util.List;

/**
 * How much the borders of 8 x 8 blocks, which strong JPEG compression leaves, stand out: the steps
 * across them beside those between other pixels (after the generalised block-edge impairment metric
 * of Wu and Yuen, 1997). A step is what a difference of neighbours exceeds the differences beside
 * it by, so that ramps have none. The grid may begin at any pixel: a cropped picture is measured
 * too.
 */
final class Blockiness {
  private static final int GRID = 8;

  /** Levels above which a step is an edge of the picture and does not count. */
  private static final float MOST = 40;

  /** Levels that nobody sees, added to both, so that a smooth picture's last bits do not count. */
  private static final double UNSEEN = 0.1;

  private Blockiness() {}

  /** 0 none to 1: nothing is left but steps at the borders of blocks. */
  static double of(List<Tile> tiles) {
    double[] across = steps(tiles);
    double[] down = steps(tiles.stream().map(Tile::turned).toList());
    int left = greatest(across);
    int top = greatest(down);
    double borders = across[left] + down[top];
    double others = greatestAway(across, left) + greatestAway(down, top);
    return Math.max(0, (borders - others) / (borders + 2 * UNSEEN));
  }

  /** The mean step before each of eight columns of the grid. */
  private static double[] steps(List<Tile> tiles) {
    double[] sums = new double[GRID];
    long[] counts = new long[GRID];
    for (Tile tile : tiles) {
      for (int y = 0; y < tile.height(); y++) {
        for (int x = 2; x < tile.width() - 1; x++) {
          float here = tile.at(x, y) - tile.at(x - 1, y);
          float before = tile.at(x - 1, y) - tile.at(x - 2, y);
          float after = tile.at(x + 1, y) - tile.at(x, y);
          float step = Math.abs(here - (before + after) / 2);
          if (step <= MOST) {
            sums[x % GRID] += step;
            counts[x % GRID]++;
          }
        }
      }
    }
    for (int i = 0; i < GRID; i++) {
      sums[i] /= Math.max(1, counts[i]);
    }
    return sums;
  }

  private static int greatest(double[] values) {
    int greatest = 0;
    for (int i = 1; i < GRID; i++) {
      greatest = values[i] > values[greatest] ? i : greatest;
    }
    return greatest;
  }

  /**
   * The greatest step that is not at the border or beside it, where half of the border's own step
   * is measured. The greatest and not the mean: what chance brings about is no border.
   */
  private static double greatestAway(double[] steps, int border) {
    double greatest = 0;
    for (int i = 2; i <= GRID - 2; i++) {
      greatest = Math.max(greatest, steps[(border + i) % GRID]);
    }
    return greatest;
  }
}
