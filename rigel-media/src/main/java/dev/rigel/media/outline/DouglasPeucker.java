package dev.rigel.media.outline;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Leaves out corners of a ring whose absence moves its line by no more than a tolerance (Douglas
 * and Peucker, 1973). It starts from two corners far apart, which stay.
 */
final class DouglasPeucker {
  private DouglasPeucker() {}

  /**
   * @param tolerance in pixels
   */
  static Ring simplified(Ring ring, double tolerance) {
    int size = ring.size();
    int first = farthest(ring, 0);
    int second = farthest(ring, first);
    boolean[] kept = new boolean[size];
    kept[first] = true;
    kept[second] = true;
    Deque<int[]> open = new ArrayDeque<>();
    open.push(new int[] {first, second});
    open.push(new int[] {second, first});
    while (!open.isEmpty()) {
      int[] piece = open.pop();
      int between = Math.floorMod(piece[1] - piece[0], size);
      double most = tolerance;
      int split = -1;
      for (int step = 1; step < between; step++) {
        int at = (piece[0] + step) % size;
        double off = distance(ring, at, piece[0], piece[1]);
        if (off > most) {
          most = off;
          split = at;
        }
      }
      if (split >= 0) {
        kept[split] = true;
        open.push(new int[] {piece[0], split});
        open.push(new int[] {split, piece[1]});
      }
    }
    return corners(kept) < 3 ? ring : ring.only(kept);
  }

  private static int corners(boolean[] kept) {
    int count = 0;
    for (boolean corner : kept) {
      count += corner ? 1 : 0;
    }
    return count;
  }

  private static int farthest(Ring ring, int from) {
    int farthest = from;
    double most = -1;
    for (int i = 0; i < ring.size(); i++) {
      double x = ring.xs()[i] - ring.xs()[from];
      double y = ring.ys()[i] - ring.ys()[from];
      if (x * x + y * y > most) {
        most = x * x + y * y;
        farthest = i;
      }
    }
    return farthest;
  }

  /** Of a corner from the straight piece between two others. */
  private static double distance(Ring ring, int at, int from, int to) {
    double x = ring.xs()[at] - ring.xs()[from];
    double y = ring.ys()[at] - ring.ys()[from];
    double alongX = ring.xs()[to] - ring.xs()[from];
    double alongY = ring.ys()[to] - ring.ys()[from];
    double length = alongX * alongX + alongY * alongY;
    double part = length == 0 ? 0 : Math.clamp((x * alongX + y * alongY) / length, 0.0, 1.0);
    return Math.hypot(x - part * alongX, y - part * alongY);
  }
}
