package dev.rigel.perception.templates;

/**
 * A template's points in one angle and scale, as steps from its centre in whole pixels of a reduced
 * picture, with weights of mean 0 and length 1: their products with a picture's brightness, summed,
 * are its covariance with the template. Where the points are the same after half a turn, the
 * opposite angle goes along for little more.
 */
final class TurnedPattern {
  private final double angle;
  private final int[] across;
  private final int[] down;
  private final float[] weights;
  private final float[] opposite;
  private final boolean paired;

  private TurnedPattern(double angle, int[] across, int[] down, float[] weights, boolean paired) {
    this.angle = angle;
    this.across = across;
    this.down = down;
    this.weights = weights;
    this.paired = paired;
    this.opposite = new float[weights.length];
    for (int i = 0; paired && i < weights.length; i++) {
      opposite[i] = weights[weights.length - 1 - i];
    }
  }

  static TurnedPattern of(Pattern pattern, Brightness brightness, double angle, double scale) {
    Pose pose = new Pose(0, 0, angle, scale);
    int count = pattern.count();
    int[] across = new int[count];
    int[] down = new int[count];
    float[] weights = new float[count];
    float[] colors = pattern.colors();
    double mean = 0;
    for (int i = 0; i < count; i++) {
      across[i] = (int) Math.rint(pose.pictureX(pattern.u(i), pattern.v(i)));
      down[i] = (int) Math.rint(pose.pictureY(pattern.u(i), pattern.v(i)));
      weights[i] = brightness.of(colors[3 * i], colors[3 * i + 1], colors[3 * i + 2]);
      mean += weights[i] / count;
    }
    normalise(weights, (float) mean);
    return new TurnedPattern(angle, across, down, weights, pattern.isSymmetric());
  }

  private static void normalise(float[] weights, float mean) {
    double length = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] -= mean;
      length += weights[i] * weights[i];
    }
    float factor = (float) (1 / Math.sqrt(Math.max(length, 1e-9)));
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= factor;
    }
  }

  double angle() {
    return angle;
  }

  int count() {
    return weights.length;
  }

  /** From the centre to a point in a picture of so many columns. */
  int step(int point, int columns) {
    return down[point] * columns + across[point];
  }

  float[] weights() {
    return weights;
  }

  /** Those of the angle turned by a half; zeros where it does not go along. */
  float[] oppositeWeights() {
    return opposite;
  }

  boolean isPaired() {
    return paired;
  }

  /** How far the points reach to either side of the centre. */
  int reachAcross() {
    return reach(across);
  }

  int reachDown() {
    return reach(down);
  }

  private static int reach(int[] steps) {
    int reach = 0;
    for (int step : steps) {
      reach = Math.max(reach, Math.abs(step));
    }
    return reach;
  }
}
