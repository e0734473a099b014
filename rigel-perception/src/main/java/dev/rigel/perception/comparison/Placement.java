package dev.rigel.perception.comparison;

/**
 * Where the points of a second picture lie in a first: {@code (a x - b y + dx, b x + a y + dy)}, a
 * turn, a change of size and a move.
 *
 * @param a the size times the cosine of the turn
 * @param b the size times the sine of the turn
 * @param dx pixels
 * @param dy pixels
 */
record Placement(double a, double b, double dx, double dy) {

  /** Pixels of the first for one of the second. */
  double scale() {
    return Math.hypot(a, b);
  }

  /** Clockwise, as y points down. */
  double degrees() {
    return Math.toDegrees(Math.atan2(b, a));
  }
}
