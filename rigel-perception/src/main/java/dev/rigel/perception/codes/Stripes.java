package dev.rigel.perception.codes;

import java.util.List;

/**
 * Finds the rectangle of a linear code from the line on which it was read. ZXing names the middles
 * of its first and last pattern: along the line the stripes go on until a quiet stretch; above and
 * below it they reach as far as the brightness along a parallel line still goes with that of the
 * first.
 */
final class Stripes {
  private static final double STILL_THE_SAME = 0.5;
  private static final int SAMPLES = 160;

  /** A stretch without a stripe this long, as a share of the line, is the code's quiet zone. */
  private static final double QUIET = 0.04;

  private Stripes() {}

  static List<Spot> around(Spot first, Spot last, GreyPicture picture) {
    double between = Math.max(1, first.distance(last));
    double outX = (last.x() - first.x()) / between;
    double outY = (last.y() - first.y()) / between;
    double dark = middle(profile(first, last, picture));
    double before = reachAlong(first, -outX, -outY, between, dark, picture);
    double after = reachAlong(last, outX, outY, between, dark, picture);
    return rectangle(
        first.plus(-before * outX, -before * outY), last.plus(after * outX, after * outY), picture);
  }

  private static double reachAlong(
      Spot from, double stepX, double stepY, double length, double dark, GreyPicture picture) {
    double quiet = Math.max(6, QUIET * length);
    double reached = 0;
    for (double offset = 1; offset - reached < quiet && offset < length / 4; offset++) {
      Spot spot = from.plus(stepX * offset, stepY * offset);
      if (isOutside(spot, picture)) {
        break;
      }
      if (picture.at((int) spot.x(), (int) spot.y()) < dark) {
        reached = offset;
      }
    }
    return reached;
  }

  /** Halfway between the darkest and the brightest. */
  private static double middle(double[] profile) {
    double least = 255;
    double most = 0;
    for (double value : profile) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return (least + most) / 2;
  }

  private static List<Spot> rectangle(Spot start, Spot end, GreyPicture picture) {
    double length = Math.max(1, start.distance(end));
    double alongX = (end.x() - start.x()) / length;
    double alongY = (end.y() - start.y()) / length;
    // Perpendicular, so that "down" is clockwise from "along".
    double downX = -alongY;
    double downY = alongX;
    double[] pattern = profile(start, end, picture);
    double below = reach(start, end, downX, downY, length, pattern, picture);
    double above = reach(start, end, -downX, -downY, length, pattern, picture);
    return List.of(
        start.plus(-above * downX, -above * downY),
        end.plus(-above * downX, -above * downY),
        end.plus(below * downX, below * downY),
        start.plus(below * downX, below * downY));
  }

  private static double reach(
      Spot start,
      Spot end,
      double stepX,
      double stepY,
      double length,
      double[] pattern,
      GreyPicture picture) {
    double reached = 1;
    for (double offset = 1; offset < length; offset++) {
      double x = stepX * offset;
      double y = stepY * offset;
      if (isOutside(start.plus(x, y), picture) || isOutside(end.plus(x, y), picture)) {
        break;
      }
      if (correlation(pattern, profile(start.plus(x, y), end.plus(x, y), picture))
          < STILL_THE_SAME) {
        break;
      }
      reached = offset;
    }
    return reached;
  }

  private static boolean isOutside(Spot spot, GreyPicture picture) {
    return spot.x() < 0
        || spot.y() < 0
        || spot.x() > picture.width()
        || spot.y() > picture.height();
  }

  private static double[] profile(Spot start, Spot end, GreyPicture picture) {
    double[] profile = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      double share = (i + 0.5) / SAMPLES;
      profile[i] =
          picture.at(
              (int) (start.x() + share * (end.x() - start.x())),
              (int) (start.y() + share * (end.y() - start.y())));
    }
    return profile;
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double shared = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < a.length; i++) {
      shared += (a[i] - meanA) * (b[i] - meanB);
      squareA += (a[i] - meanA) * (a[i] - meanA);
      squareB += (b[i] - meanB) * (b[i] - meanB);
    }
    double scale = Math.sqrt(squareA * squareB);
    return scale == 0 ? 0 : shared / scale;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
