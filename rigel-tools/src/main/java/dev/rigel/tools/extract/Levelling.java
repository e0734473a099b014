package dev.rigel.tools.extract;

import dev.rigel.media.Box;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays the page of a photo or a crooked scan flat, as far as rows and columns need it: how lines
 * climb is fitted as a plane over the page (a constant for a turned page, rising or falling for one
 * seen at an angle) and taken out.
 */
final class Levelling {
  /** In widths of the page: shorter lines say little about the climb. */
  private static final double SHORTEST = 0.06;

  private static final int LEAST_LINES = 4;

  private final double aspect;
  private final double climb;
  private final double byX;
  private final double byY;

  private Levelling(double aspect, double climb, double byX, double byY) {
    this.aspect = aspect;
    this.climb = climb;
    this.byX = byX;
    this.byY = byY;
  }

  private record Climb(double x, double y, double slope, double weight) {}

  /**
   * @param aspect height of the page in its widths
   */
  static Levelling of(List<Region> lines, double aspect) {
    List<Climb> climbs = new ArrayList<>();
    for (Region line : lines) {
      if (line.points().size() == 4) {
        Point from = line.points().get(0);
        Point to = line.points().get(1);
        double run = to.x() - from.x();
        double slope = (to.y() - from.y()) * aspect / run;
        if (run > SHORTEST && Math.abs(slope) < 0.3) {
          climbs.add(
              new Climb((from.x() + to.x()) / 2, (from.y() + to.y()) / 2 * aspect, slope, run));
        }
      }
    }
    if (climbs.size() < LEAST_LINES) {
      return new Levelling(aspect, 0, 0, 0);
    }
    double median = median(climbs);
    List<Climb> usual = climbs.stream().filter(c -> Math.abs(c.slope() - median) < 0.06).toList();
    return fitted(usual.size() < LEAST_LINES ? climbs : usual, median, aspect);
  }

  private static double median(List<Climb> climbs) {
    double[] slopes = climbs.stream().mapToDouble(Climb::slope).sorted().toArray();
    return slopes[slopes.length / 2];
  }

  /** Weighted least squares of slope = a + b x + c y, held back towards a constant. */
  private static Levelling fitted(List<Climb> climbs, double median, double aspect) {
    double held = 0.02;
    double[][] m = new double[3][4];
    for (Climb c : climbs) {
      double[] row = {1, c.x() - 0.5, c.y() - aspect / 2};
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          m[i][j] += c.weight() * row[i] * row[j];
        }
        m[i][3] += c.weight() * row[i] * (c.slope() - median);
      }
    }
    for (int i = 1; i < 3; i++) {
      m[i][i] += held;
    }
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        if (k != i && m[i][i] != 0) {
          double factor = m[k][i] / m[i][i];
          for (int j = i; j < 4; j++) {
            m[k][j] -= factor * m[i][j];
          }
        }
      }
    }
    double a = m[0][3] / m[0][0];
    double b = m[1][3] / m[1][1];
    double c = m[2][3] / m[2][2];
    return Double.isFinite(a + b + c)
        ? new Levelling(aspect, median + a - b * 0.5 - c * aspect / 2, b, c)
        : new Levelling(aspect, median, 0, 0);
  }

  /** Where a region lies on the flat page. */
  Rectangle flat(Region region) {
    if (region.points().size() != 4 || climb == 0 && byX == 0 && byY == 0) {
      return centred(region.box());
    }
    List<Point> p = region.points().stream().map(this::flat).toList();
    double left = Math.min(p.get(0).x(), p.get(3).x());
    double right = Math.max(p.get(1).x(), p.get(2).x());
    double top = (p.get(0).y() + p.get(1).y()) / 2;
    double bottom = (p.get(3).y() + p.get(2).y()) / 2;
    return left < right && top < bottom
        ? new Rectangle(left, top, right, bottom)
        : centred(region.box());
  }

  /** Without corners: the upright box, moved with its middle. */
  private Rectangle centred(Box box) {
    Point centre = flat(box.center());
    double height = box.height() * aspect;
    return new Rectangle(
        centre.x() - box.width() / 2,
        centre.y() - height / 2,
        centre.x() + box.width() / 2,
        centre.y() + height / 2);
  }

  private Point flat(Point point) {
    double x = point.x();
    double y = point.y() * aspect;
    double fallen = climb * x + byX * x * x / 2 + byY * y * x;
    return new Point(x + (climb + byX / 2) * y, y - fallen);
  }
}
