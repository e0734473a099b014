package dev.rigel.media;

/**
 * A straight line drawn on a page, level or upright, in relative coordinates from the top left: the
 * edge of a table's cell, a rule below a heading.
 *
 * @param x1 left end, or where an upright line stands
 * @param y1 upper end, or where a level line lies
 */
public record Ruling(double x1, double y1, double x2, double y2) {
  public Ruling {
    if (!(x2 >= x1 && y2 >= y1) || !Double.isFinite(x1 + y1 + x2 + y2)) {
      throw new IllegalArgumentException("not a ruling: " + x1 + " " + y1 + " " + x2 + " " + y2);
    }
  }

  /** Level; its two heights are the same. */
  public static Ruling level(double x1, double x2, double y) {
    return new Ruling(Math.min(x1, x2), y, Math.max(x1, x2), y);
  }

  /** Upright; its two places are the same. */
  public static Ruling upright(double x, double y1, double y2) {
    return new Ruling(x, Math.min(y1, y2), x, Math.max(y1, y2));
  }

  public boolean isLevel() {
    return y1 == y2;
  }
}
