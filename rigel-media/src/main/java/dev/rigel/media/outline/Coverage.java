package dev.rigel.media.outline;

import dev.rigel.media.Mask;
import java.util.List;

/** How well rings cover a mask. */
final class Coverage {
  private Coverage() {}

  /**
   * Intersection over union of the mask's inside and of the pixels whose middle lies inside the
   * rings, by the even-odd rule.
   */
  static double intersectionOverUnion(Mask mask, List<Ring> rings) {
    boolean[] inside = filled(mask.width(), mask.height(), rings);
    long both = 0;
    long either = 0;
    for (int i = 0; i < inside.length; i++) {
      boolean wanted = mask.alpha()[i] < 0;
      both += wanted && inside[i] ? 1 : 0;
      either += wanted || inside[i] ? 1 : 0;
    }
    return either == 0 ? 1 : (double) both / either;
  }

  private static boolean[] filled(int width, int height, List<Ring> rings) {
    boolean[] inside = new boolean[width * height];
    for (Ring ring : rings) {
      for (int i = 0, last = ring.size() - 1; i < ring.size(); last = i++) {
        turnRightOf(
            inside, width, height, ring.xs()[last], ring.ys()[last], ring.xs()[i], ring.ys()[i]);
      }
    }
    for (int y = 0; y < height; y++) {
      for (int at = y * width + 1; at < (y + 1) * width; at++) {
        inside[at] ^= inside[at - 1];
      }
    }
    return inside;
  }

  /** Marks in each row the first pixel whose middle lies right of a side. */
  private static void turnRightOf(
      boolean[] inside, int width, int height, double x1, double y1, double x2, double y2) {
    int top = Math.max(0, (int) Math.ceil(Math.min(y1, y2) - 0.5));
    int bottom = Math.min(height - 1, (int) Math.ceil(Math.max(y1, y2) - 0.5) - 1);
    for (int y = top; y <= bottom; y++) {
      double x = x1 + (y + 0.5 - y1) / (y2 - y1) * (x2 - x1);
      int first = Math.max(0, (int) Math.ceil(x - 0.5));
      if (first < width) {
        inside[y * width + first] ^= true;
      }
    }
  }
}
