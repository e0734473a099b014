package dev.rigel.media.outline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins the ring around a part with those around its holes to one, by cuts of no width: from each
 * hole's leftmost corner straight to the left. Whoever fills the ring, by the even-odd or by the
 * non-zero rule, leaves the holes open.
 */
final class HoleCuts {
  private HoleCuts() {}

  static Ring joined(Ring part, List<Ring> holes) {
    Ring joined = part;
    // A cut to the left ends at what lies there: holes farther to the left are joined already.
    List<Ring> ordered = new ArrayList<>(holes);
    ordered.sort(Comparator.comparingDouble(hole -> hole.xs()[hole.leftmost()]));
    for (Ring hole : ordered) {
      joined = joined(joined, hole);
    }
    return joined;
  }

  private static Ring joined(Ring ring, Ring hole) {
    int start = hole.leftmost();
    double y = hole.ys()[start];
    int side = -1;
    double nearest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < ring.size(); i++) {
      int next = (i + 1) % ring.size();
      double y1 = ring.ys()[i];
      double y2 = ring.ys()[next];
      if (y1 == y2 || y < Math.min(y1, y2) || y > Math.max(y1, y2)) {
        continue;
      }
      double x = ring.xs()[i] + (y - y1) / (y2 - y1) * (ring.xs()[next] - ring.xs()[i]);
      if (x <= hole.xs()[start] && x > nearest) {
        nearest = x;
        side = i;
      }
    }
    return side < 0 ? ring : inserted(ring, side, nearest, hole, start);
  }

  /** The ring to a point of one of its sides, the hole around, back, and on. */
  private static Ring inserted(Ring ring, int side, double x, Ring hole, int start) {
    int size = ring.size() + hole.size() + 3;
    double[] xs = new double[size];
    double[] ys = new double[size];
    int count = 0;
    for (int i = 0; i <= side; i++, count++) {
      xs[count] = ring.xs()[i];
      ys[count] = ring.ys()[i];
    }
    xs[count] = x;
    ys[count++] = hole.ys()[start];
    for (int i = 0; i <= hole.size(); i++, count++) {
      int at = (start + i) % hole.size();
      xs[count] = hole.xs()[at];
      ys[count] = hole.ys()[at];
    }
    xs[count] = x;
    ys[count++] = hole.ys()[start];
    for (int i = side + 1; i < ring.size(); i++, count++) {
      xs[count] = ring.xs()[i];
      ys[count] = ring.ys()[i];
    }
    return new Ring(xs, ys);
  }
}
