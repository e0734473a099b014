package dev.rigel.perception.codes;

import java.util.List;
import java.util.Optional;

/**
 * A place in a picture that has the look of a code: a rectangle turned so that its length lies
 * across the stripes, or along a side of the modules.
 *
 * @param angle of the length, clockwise from the picture's rows, in radians
 * @param length pixels along the angle
 * @param height pixels across it
 * @param striped whether its edges go one way, as those of a linear code do
 * @param strength for comparing areas only
 */
record CodeArea(
    Spot center, double angle, double length, double height, boolean striped, double strength) {
  CodeArea scaled(double factor) {
    return new CodeArea(
        new Spot(center.x() * factor, center.y() * factor),
        angle,
        length * factor,
        height * factor,
        striped,
        strength);
  }

  /** A place in the area: 0, 0 its middle, length and height from -1 to 1. */
  Spot at(double along, double across) {
    double x = along * length / 2;
    double y = across * height / 2;
    return center.plus(
        x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle));
  }

  /** The same rectangle, with the longer side as its length. */
  CodeArea lengthwise() {
    return length >= height
        ? this
        : new CodeArea(center, angle + Math.PI / 2, height, length, striped, strength);
  }

  /** Clockwise, grown by a number of pixels to every side. */
  List<Spot> corners(double margin) {
    double along = 1 + 2 * margin / length;
    double across = 1 + 2 * margin / height;
    return List.of(at(-along, -across), at(along, -across), at(along, across), at(-along, across));
  }

  /** The area around this one and one that goes on in its direction, as high as it is. */
  Optional<CodeArea> joined(CodeArea other) {
    double turn = Math.IEEEremainder(angle - other.angle, Math.PI);
    double x = other.center.x() - center.x();
    double y = other.center.y() - center.y();
    double along = x * Math.cos(angle) + y * Math.sin(angle);
    double across = y * Math.cos(angle) - x * Math.sin(angle);
    double gap = Math.abs(along) - (length + other.length) / 2;
    double higher = Math.max(height, other.height);
    if (Math.abs(turn) > 0.09
        || Math.min(height, other.height) < 0.8 * higher
        || Math.abs(across) > 0.12 * higher
        || gap < 0
        || gap > 0.45 * higher) {
      return Optional.empty();
    }
    double start = Math.min(-length / 2, along - other.length / 2);
    double end = Math.max(length / 2, along + other.length / 2);
    double middle = (start + end) / 2;
    return Optional.of(
        new CodeArea(
            center.plus(
                middle * Math.cos(angle) - across / 2 * Math.sin(angle),
                middle * Math.sin(angle) + across / 2 * Math.cos(angle)),
            angle,
            end - start,
            higher,
            striped && other.striped,
            0.9 * (strength + other.strength)));
  }

  /** Nearly the same rectangle. */
  boolean isLike(CodeArea other) {
    double close = 0.03 * Math.max(length, height) + 2;
    return striped == other.striped
        && center.distance(other.center) < close
        && Math.abs(length - other.length) < close
        && Math.abs(height - other.height) < 0.1 * height + 2;
  }
}
