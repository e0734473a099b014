package dev.rigel.perception.templates;

/**
 * How a template lies in a picture: turned about its centre, enlarged and moved.
 *
 * @param x of the template's centre, in pixels of the picture
 * @param y likewise
 * @param angle clockwise, in radians
 * @param scale pixels of the picture for one of the template
 */
record Pose(double x, double y, double angle, double scale) {
  /** Points along each side of a template that are looked at for what it shares with another. */
  private static final int STEPS = 10;

  Pose moved(double across, double down) {
    return new Pose(x + across, y + down, angle, scale);
  }

  Pose turned(double by) {
    return new Pose(x, y, angle + by, scale);
  }

  Pose upright() {
    return new Pose(x, y, 0, scale);
  }

  Pose enlarged(double factor) {
    return new Pose(x, y, angle, scale * factor);
  }

  /** As far beyond this pose as it is from another. */
  Pose onward(Pose from) {
    return new Pose(
        2 * x - from.x, 2 * y - from.y, 2 * angle - from.angle, scale * scale / from.scale);
  }

  /** In degrees, more than -180 and at most 180. */
  double degrees() {
    double degrees = Math.toDegrees(angle) % 360;
    if (degrees > 180) {
      return degrees - 360;
    }
    return degrees <= -180 ? degrees + 360 : degrees;
  }

  /** Where a point of the template comes to lie; given from the template's centre. */
  double pictureX(double u, double v) {
    return x + scale * (Math.cos(angle) * u - Math.sin(angle) * v);
  }

  double pictureY(double u, double v) {
    return y + scale * (Math.sin(angle) * u + Math.cos(angle) * v);
  }

  /** The way back, to pixels from the template's centre. */
  private double templateU(double pictureX, double pictureY) {
    return (Math.cos(angle) * (pictureX - x) + Math.sin(angle) * (pictureY - y)) / scale;
  }

  private double templateV(double pictureX, double pictureY) {
    return (Math.cos(angle) * (pictureY - y) - Math.sin(angle) * (pictureX - x)) / scale;
  }

  /** The part of the smaller of two poses of one template that lies in the larger, 0 to 1. */
  double sharedWith(Pose other, int width, int height) {
    Pose small = scale <= other.scale ? this : other;
    Pose large = scale <= other.scale ? other : this;
    int inside = 0;
    for (int i = 0; i < STEPS * STEPS; i++) {
      double u = ((i % STEPS + 0.5) / STEPS - 0.5) * width;
      double v = ((i / STEPS + 0.5) / STEPS - 0.5) * height;
      double px = small.pictureX(u, v);
      double py = small.pictureY(u, v);
      if (Math.abs(large.templateU(px, py)) <= width / 2.0
          && Math.abs(large.templateV(px, py)) <= height / 2.0) {
        inside++;
      }
    }
    return inside / (double) (STEPS * STEPS);
  }
}
