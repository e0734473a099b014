package dev.rigel.perception.codes;

import java.util.List;

/**
 * Finds how far the stripes of a linear code reach above and below the line on which it was read:
 * as long as the brightness along a parallel line still goes with that of the first.
 */
final class Stripes {
  private static final double STILL_THE_SAME = 0.5;
  private static final int SAMPLES = 160;

  private Stripes() {}

  static List<Spot> around(Spot start, Spot end, GreyPicture picture) {
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
