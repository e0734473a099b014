package dev.rigel.perception.templates;

/**
 * Second moments of a template's colours and of those seen in their place, each of the three about
 * its own mean, a point's mean.
 */
record Moments(double covariance, double ownVariance, double seenVariance) {
  /** Of all points; red, green, blue of point after point. */
  static Moments of(float[] own, float[] seen) {
    return of(own, seen, new int[own.length / 3], 0);
  }

  /** Of the points of one part. */
  static Moments of(float[] own, float[] seen, int[] parts, int part) {
    double covariance = 0;
    double ownVariance = 0;
    double seenVariance = 0;
    for (int channel = 0; channel < 3; channel++) {
      double a = 0;
      double b = 0;
      double aa = 0;
      double bb = 0;
      double ab = 0;
      int count = 0;
      for (int i = 0, at = channel; i < parts.length; i++, at += 3) {
        if (parts[i] == part) {
          count++;
          a += own[at];
          b += seen[at];
          aa += own[at] * own[at];
          bb += seen[at] * seen[at];
          ab += own[at] * seen[at];
        }
      }
      if (count > 0) {
        covariance += (ab - a * b / count) / count;
        ownVariance += (aa - a * a / count) / count;
        seenVariance += (bb - b * b / count) / count;
      }
    }
    return new Moments(covariance, Math.max(0, ownVariance), Math.max(0, seenVariance));
  }

  /** -1 to 1; 0 where either is plain. */
  double correlation() {
    double both = Math.sqrt(ownVariance * seenVariance);
    return both < 1e-6 ? 0 : Math.clamp(covariance / both, -1.0, 1.0);
  }
}
