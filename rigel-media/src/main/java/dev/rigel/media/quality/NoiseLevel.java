package dev.rigel.media.quality;

import java.util.List;

/**
 * The deviation of a picture's noise, by the difference of two Laplacians that ramps and most edges
 * cancel out of (Immerkær, "Fast noise variance estimation", 1996), in the smoothest blocks alone:
 * elsewhere texture would count too.
 */
final class NoiseLevel {
  private static final int BLOCK = 16;

  /** Share of the blocks that are taken for smooth. */
  private static final double SMOOTH = 0.1;

  /** The tenth smoothest of blocks with nothing but noise measures this share of it. */
  private static final double BIAS = 0.92;

  /** Means beyond these hold values that were cut off, and noise with them. */
  private static final double DARKEST = 12;

  private static final double BRIGHTEST = 243;

  /** The response to noise of deviation 1 has the deviation 6; its mean size is this share. */
  private static final double RESPONSE = 6 / Math.sqrt(Math.PI / 2);

  private NoiseLevel() {}

  /** In levels of 255; 0 where everything is black or white. */
  static double of(List<Tile> tiles) {
    Samples deviations = new Samples();
    for (Tile tile : tiles) {
      for (int top = 0; top + BLOCK <= tile.height(); top += BLOCK) {
        for (int left = 0; left + BLOCK <= tile.width(); left += BLOCK) {
          double mean = mean(tile, left, top);
          if (mean >= DARKEST && mean <= BRIGHTEST) {
            deviations.add((float) (response(tile, left, top) / RESPONSE));
          }
        }
      }
    }
    return deviations.size() == 0 ? 0 : deviations.quantile(SMOOTH) / BIAS;
  }

  private static double mean(Tile tile, int left, int top) {
    double sum = 0;
    for (int y = top; y < top + BLOCK; y++) {
      for (int x = left; x < left + BLOCK; x++) {
        sum += tile.at(x, y);
      }
    }
    return sum / (BLOCK * BLOCK);
  }

  private static double response(Tile tile, int left, int top) {
    double sum = 0;
    for (int y = top + 1; y < top + BLOCK - 1; y++) {
      for (int x = left + 1; x < left + BLOCK - 1; x++) {
        sum +=
            Math.abs(
                4 * tile.at(x, y)
                    - 2
                        * (tile.at(x - 1, y)
                            + tile.at(x + 1, y)
                            + tile.at(x, y - 1)
                            + tile.at(x, y + 1))
                    + tile.at(x - 1, y - 1)
                    + tile.at(x + 1, y - 1)
                    + tile.at(x - 1, y + 1)
                    + tile.at(x + 1, y + 1));
      }
    }
    return sum / ((BLOCK - 2) * (BLOCK - 2));
  }
}
