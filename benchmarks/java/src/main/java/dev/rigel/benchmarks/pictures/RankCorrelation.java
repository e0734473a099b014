package dev.rigel.benchmarks.pictures;

import java.util.Arrays;

/** Spearman's rank correlation: 1 where one list rises whenever the other does. */
final class RankCorrelation {
  private RankCorrelation() {}

  static double of(double[] a, double[] b) {
    double[] ranksOfA = ranks(a);
    double[] ranksOfB = ranks(b);
    double mean = (a.length + 1) / 2.0;
    double shared = 0;
    double squaresOfA = 0;
    double squaresOfB = 0;
    for (int i = 0; i < a.length; i++) {
      shared += (ranksOfA[i] - mean) * (ranksOfB[i] - mean);
      squaresOfA += (ranksOfA[i] - mean) * (ranksOfA[i] - mean);
      squaresOfB += (ranksOfB[i] - mean) * (ranksOfB[i] - mean);
    }
    return squaresOfA == 0 || squaresOfB == 0 ? 0 : shared / Math.sqrt(squaresOfA * squaresOfB);
  }

  /** From 1; equal values share the mean of their ranks. */
  private static double[] ranks(double[] values) {
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      long below = Arrays.stream(values).filter(v -> v < value).count();
      long same = Arrays.stream(values).filter(v -> v == value).count();
      ranks[i] = below + (same + 1) / 2.0;
    }
    return ranks;
  }
}
