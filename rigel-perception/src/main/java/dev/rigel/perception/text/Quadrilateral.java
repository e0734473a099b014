package dev.rigel.perception.text;

import java.util.List;

/**
 * Where a line of text lies, in pixels of the picture: a rectangle that may be turned, with the
 * corners as a reader of the line would name them.
 */
record Quadrilateral(Corner topLeft, Corner topRight, Corner bottomRight, Corner bottomLeft) {
  /** A corner in pixels from the top left of the picture. */
  record Corner(double x, double y) {
    double distance(Corner other) {
      return Math.hypot(x - other.x, y - other.y);
    }

    Corner towards(Corner other, double part) {
      return new Corner(x + (other.x - x) * part, y + (other.y - y) * part);
    }
  }

  /**
   * A turned rectangle.
   *
   * @param degrees clockwise turn, -45 to 45 for a line that is wider than high when it is upright
   */
  static Quadrilateral of(
      double centerX, double centerY, double width, double height, double degrees) {
    double cosine = Math.cos(Math.toRadians(degrees)) / 2;
    double sine = Math.sin(Math.toRadians(degrees)) / 2;
    double acrossX = width * cosine;
    double acrossY = width * sine;
    double downX = -height * sine;
    double downY = height * cosine;
    return new Quadrilateral(
        new Corner(centerX - acrossX - downX, centerY - acrossY - downY),
        new Corner(centerX + acrossX - downX, centerY + acrossY - downY),
        new Corner(centerX + acrossX + downX, centerY + acrossY + downY),
        new Corner(centerX - acrossX + downX, centerY - acrossY + downY));
  }

  List<Corner> corners() {
    return List.of(topLeft, topRight, bottomRight, bottomLeft);
  }

  /** Scaled by different factors, every corner cut to the picture. */
  Quadrilateral scaled(double factorX, double factorY, int pictureWidth, int pictureHeight) {
    List<Corner> scaled =
        corners().stream()
            .map(corner ->
                new Corner(
                    Math.clamp(corner.x() * factorX, 0.0, (double) pictureWidth),
                    Math.clamp(corner.y() * factorY, 0.0, (double) pictureHeight)))
            .toList();
    return new Quadrilateral(scaled.get(0), scaled.get(1), scaled.get(2), scaled.get(3));
  }

  /** The piece between two parts of its width and two of its height, 0 to 1 from the top left. */
  Quadrilateral part(double left, double top, double right, double bottom) {
    return new Quadrilateral(at(left, top), at(right, top), at(right, bottom), at(left, bottom));
  }

  private Corner at(double across, double down) {
    return topLeft.towards(topRight, across).towards(bottomLeft.towards(bottomRight, across), down);
  }

  double width() {
    return Math.max(topLeft.distance(topRight), bottomLeft.distance(bottomRight));
  }

  double height() {
    return Math.max(topLeft.distance(bottomLeft), topRight.distance(bottomRight));
  }

  double centerX() {
    return corners().stream().mapToDouble(Corner::x).sum() / 4;
  }

  double centerY() {
    return corners().stream().mapToDouble(Corner::y).sum() / 4;
  }

  /** Clockwise turn of the upper edge in degrees. */
  double degrees() {
    return Math.toDegrees(Math.atan2(topRight.y() - topLeft.y(), topRight.x() - topLeft.x()));
  }

  /** Written from top to bottom or from bottom to top. */
  boolean isVertical() {
    return height() >= 1.5 * width();
  }

  /** The same place seen by a reader whose head is turned clockwise by quarters. */
  Quadrilateral turned(int quarters) {
    return switch (Math.floorMod(quarters, 4)) {
      case 1 -> new Quadrilateral(topRight, bottomRight, bottomLeft, topLeft);
      case 2 -> new Quadrilateral(bottomRight, bottomLeft, topLeft, topRight);
      case 3 -> new Quadrilateral(bottomLeft, topLeft, topRight, bottomRight);
      default -> this;
    };
  }
}
