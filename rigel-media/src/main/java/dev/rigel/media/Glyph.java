package dev.rigel.media;

import java.awt.geom.Point2D;

/**
 * One glyph on a shown page, in points from the top left.
 *
 * @param origin where its baseline starts
 * @param end where the next glyph's baseline starts
 * @param up one em above the origin
 * @param ascent share of the em above the baseline
 * @param descent share of the em below the baseline, negative
 * @param faint whether it is drawn so that it may not be seen: with no ink, nearly white, or tiny
 */
record Glyph(
    String text,
    Point2D origin,
    Point2D end,
    Point2D up,
    double ascent,
    double descent,
    boolean faint) {
  boolean isDrawable() {
    return Double.isFinite(origin.getX() + origin.getY() + end.getX() + end.getY() + up.getX())
        && size() > 0.1;
  }

  boolean isSpace() {
    return text.isBlank();
  }

  /** The em in points. */
  double size() {
    return origin.distance(up);
  }

  /** Clockwise turn of the baseline in whole degrees, 0 to 359. */
  int angle() {
    double x = end.getX() - origin.getX();
    double y = end.getY() - origin.getY();
    if (Math.hypot(x, y) < 1e-6) {
      // No advance: upright to the direction of the em.
      x = -(up.getY() - origin.getY());
      y = up.getX() - origin.getX();
    }
    return Math.floorMod(Math.round((float) Math.toDegrees(Math.atan2(y, x))), 360);
  }
}
