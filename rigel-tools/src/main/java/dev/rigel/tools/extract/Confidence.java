package dev.rigel.tools.extract;

import dev.rigel.tools.Grounding;

/**
 * Turns the score of a candidate into the share of such values that are right: a curve with few
 * steps, fitted on the development half of {@code benchmarks/extraction} (shares of right values
 * with two right ones in three added, so that scores that were rarely seen stay modest) and
 * measured on the other half.
 */
final class Confidence {
  /** Of a value that stands nowhere on the pages. */
  static final double NOWHERE = 0.1;

  /** Scores, rising. */
  private static final double[] SCORES = {0, 0.3, 0.45, 0.55, 0.65, 0.8, 0.9, 1};

  /** What share of the values with that score was right. */
  private static final double[] RIGHT = {0, 0.6, 0.93, 0.96, 0.98, 0.985, 0.99, 0.999};

  /**
   * @param score of the rules, 0 to 1
   * @param reading the reader's confidence in the text, 0 to 1
   */
  double of(double score, double reading) {
    return interpolated(raw(score, reading));
  }

  /** Of a value that stands on the pages, but not where a rule would look for it. */
  double of(Grounding.Place place) {
    double trust =
        switch (place.how()) {
          case EXACT -> 0.65;
          case NORMALISED -> 0.6;
          case FUZZY -> 0.45;
        };
    return trust * place.confidence();
  }

  static double raw(double score, double reading) {
    return Math.clamp(score * reading, 0, 1);
  }

  private static double interpolated(double raw) {
    for (int i = 1; i < SCORES.length; i++) {
      if (raw <= SCORES[i]) {
        double share = (raw - SCORES[i - 1]) / (SCORES[i] - SCORES[i - 1]);
        return RIGHT[i - 1] + share * (RIGHT[i] - RIGHT[i - 1]);
      }
    }
    return RIGHT[RIGHT.length - 1];
  }
}
