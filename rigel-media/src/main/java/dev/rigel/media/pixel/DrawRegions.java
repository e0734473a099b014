package dev.rigel.media.pixel;

import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.Function;

/** Draws where regions are: outlines with labels, or numbers. */
public final class DrawRegions {
  private DrawRegions() {}

  /** Each region's outline in its label's colour, with its label and confidence in percent. */
  public static Image labelled(Image image, List<Region> regions) {
    return drawn(image, regions, DrawRegions::title);
  }

  /** Each region's outline, without any text. */
  public static Image outlined(Image image, List<Region> regions) {
    return drawn(image, regions, _ -> "");
  }

  /** Each region's outline with its place in the list, from 1. */
  public static Image numbered(Image image, List<Region> regions) {
    try (Canvas canvas = Canvas.over(image)) {
      for (int i = 0; i < regions.size(); i++) {
        draw(canvas, regions.get(i), Integer.toString(i + 1));
      }
      return canvas.image();
    }
  }

  /** Each region's outline with the given text. */
  public static Image drawn(Image image, List<Region> regions, Function<Region, String> text) {
    try (Canvas canvas = Canvas.over(image)) {
      for (Region region : regions) {
        draw(canvas, region, text.apply(region));
      }
      return canvas.image();
    }
  }

  private static String title(Region region) {
    String percent = Math.round(region.confidence() * 100) + " %";
    return region.confidence() < 1 ? region.label() + " " + percent : region.label();
  }

  private static void draw(Canvas canvas, Region region, String text) {
    Color color = Palette.of(region.label());
    double line = canvas.lineWidth();
    double left = region.box().x() * canvas.width();
    double top = region.box().y() * canvas.height();
    double right = region.box().right() * canvas.width();
    double bottom = region.box().bottom() * canvas.height();
    canvas.graphics().setColor(color);
    canvas.graphics().setStroke(new BasicStroke((float) line));
    if (region.angle().isPresent() && region.points().size() == 4) {
      canvas.graphics().draw(polygon(region.points(), canvas));
    } else {
      canvas
          .graphics()
          .draw(
              new Rectangle2D.Double(
                  left + line / 2,
                  top + line / 2,
                  Math.max(0, right - left - line),
                  Math.max(0, bottom - top - line)));
      region.points().forEach(point -> dot(canvas, point, line * 1.5));
    }
    if (!text.isBlank()) {
      canvas.label(text, left, top, color);
    }
  }

  private static Path2D polygon(List<Point> points, Canvas canvas) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < points.size(); i++) {
      double x = points.get(i).x() * canvas.width();
      double y = points.get(i).y() * canvas.height();
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    return path;
  }

  private static void dot(Canvas canvas, Point point, double radius) {
    canvas
        .graphics()
        .fill(
            new Ellipse2D.Double(
                point.x() * canvas.width() - radius,
                point.y() * canvas.height() - radius,
                2 * radius,
                2 * radius));
  }
}
