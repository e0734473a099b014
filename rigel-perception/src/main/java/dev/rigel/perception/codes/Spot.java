package dev.rigel.perception.codes;

/** A place in pixels. */
record Spot(double x, double y) {
  Spot plus(double moreX, double moreY) {
    return new Spot(x + moreX, y + moreY);
  }

  double distance(Spot other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}
