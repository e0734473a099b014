package dev.rigel.perception.forms;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.media.pixel.Rotate;
import dev.rigel.perception.ink.Skew;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page turned so that its lines run level, and the way back: scans lie askew by a degree or two,
 * and nothing is found along rows and columns then.
 */
final class LevelSheet {
  /** In degrees: less is not worth turning, more is no scan. */
  private static final double LEAST_TURN = 0.12;

  private static final double MOST_TURN = 5;

  private final Image original;
  private final Image picture;
  private final double radians;

  private LevelSheet(Image original, Image picture, double radians) {
    this.original = original;
    this.picture = picture;
    this.radians = radians;
  }

  /** A page that is level already. */
  static LevelSheet level(Image page) {
    return new LevelSheet(page, page, 0);
  }

  /**
   * A page that may lie askew: turned so that its rows of ink are as full and as empty as can be.
   */
  static LevelSheet of(Image page, CallScope scope) {
    double degrees = Skew.of(page, MOST_TURN, scope).degrees();
    return Math.abs(degrees) < LEAST_TURN
        ? level(page)
        : new LevelSheet(page, Rotate.clockwise(page, -degrees), Math.toRadians(-degrees));
  }

  Image picture() {
    return picture;
  }

  boolean isTurned() {
    return radians != 0;
  }

  /** Where a region of the page lies on the level page. */
  Area area(Region region) {
    List<Point> corners = region.points();
    if (corners.size() != 4) {
      Box box = region.box();
      corners =
          List.of(
              new Point(box.x(), box.y()),
              new Point(box.right(), box.y()),
              new Point(box.right(), box.bottom()),
              new Point(box.x(), box.bottom()));
    }
    List<double[]> moved =
        corners.stream()
            .map(p -> turned(p.x() * original.width(), p.y() * original.height(), radians, true))
            .toList();
    return around(moved);
  }

  /** Where an area of the level page lies on the page. */
  Box box(Area area) {
    Area back =
        around(
            Stream.of(
                    new double[] {area.left(), area.top()},
                    new double[] {area.right(), area.top()},
                    new double[] {area.right(), area.bottom()},
                    new double[] {area.left(), area.bottom()})
                .map(p -> turned(p[0], p[1], -radians, false))
                .toList());
    return Box.ofPixels(
        back.left(), back.top(), back.right(), back.bottom(), original.width(), original.height());
  }

  /** About the middle of one picture, to the middle of the other. */
  private double[] turned(double x, double y, double angle, boolean forth) {
    Image from = forth ? original : picture;
    Image to = forth ? picture : original;
    double dx = x - from.width() / 2.0;
    double dy = y - from.height() / 2.0;
    return new double[] {
      to.width() / 2.0 + dx * Math.cos(angle) - dy * Math.sin(angle),
      to.height() / 2.0 + dx * Math.sin(angle) + dy * Math.cos(angle)
    };
  }

  private static Area around(List<double[]> points) {
    return new Area(
        points.stream().mapToDouble(p -> p[0]).min().orElseThrow(),
        points.stream().mapToDouble(p -> p[1]).min().orElseThrow(),
        points.stream().mapToDouble(p -> p[0]).max().orElseThrow(),
        points.stream().mapToDouble(p -> p[1]).max().orElseThrow());
  }
}
