package dev.rigel.perception.ink;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;

/**
 * How far the lines of a page run from level: at the angle at which its rows of ink are as full and
 * as empty as can be (projection profiles, as in Postl, 1986).
 *
 * @param degrees clockwise
 * @param gain how much better defined the rows are at that angle than at none; 1 for no better
 */
public record Skew(double degrees, double gain) {
  private static final double COARSE = 0.25;
  private static final double FINE = 0.05;

  /**
   * @param most degrees to either side; what is turned farther is not understood
   */
  public static Skew of(Image page, double most, CallScope scope) {
    Ink ink = Ink.of(page);
    double coarse = best(ink, -most, most, COARSE, scope);
    double fine = best(ink, coarse - COARSE, coarse + COARSE, FINE, scope);
    double level = rows(ink, 0);
    return new Skew(fine, level == 0 ? 1 : rows(ink, Math.tan(Math.toRadians(fine))) / level);
  }

  private static double best(Ink ink, double from, double to, double step, CallScope scope) {
    double best = 0;
    double most = -1;
    for (double degrees = from; degrees <= to + step / 2; degrees += step) {
      scope.check();
      double score = rows(ink, Math.tan(Math.toRadians(degrees)));
      if (score > most) {
        most = score;
        best = degrees;
      }
    }
    return best;
  }

  /**
   * The sum of the squares of the ink in each sloping row. Every other pixel counts, so rows are
   * two pixels high: finer ones would be empty by turns on a level page.
   */
  private static double rows(Ink ink, double slope) {
    long[] rows = new long[ink.height() + 1];
    for (int y = 0; y < ink.height(); y += 2) {
      for (int x = 0; x < ink.width(); x += 2) {
        if (ink.at(x, y)) {
          int row = (int) Math.floor((y - slope * x + ink.height() / 2.0) / 2);
          if (row >= 0 && row < rows.length) {
            rows[row]++;
          }
        }
      }
    }
    double score = 0;
    for (long row : rows) {
      score += (double) row * row;
    }
    return score;
  }
}
