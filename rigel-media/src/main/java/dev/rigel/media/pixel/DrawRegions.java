package dev.rigel.media.pixel;

import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.media.outline.Polygons;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Draws where regions are: outlines with labels, or numbers. All outlines come first, then the
 * labels, which leave each other free ({@link LabelPlacement}).
 */
public final class DrawRegions {
  private final Canvas canvas;
  private final List<Region> regions;
  private final List<String> texts;

  private DrawRegions(Canvas canvas, List<Region> regions, List<String> texts) {
    this.canvas = canvas;
    this.regions = regions;
    this.texts = texts;
  }

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
    List<String> numbers = new ArrayList<>();
    for (int i = 1; i <= regions.size(); i++) {
      numbers.add(Integer.toString(i));
    }
    return drawn(image, regions, numbers);
  }

  /** Each region's outline with the given text. */
  public static Image drawn(Image image, List<Region> regions, Function<Region, String> text) {
    return drawn(image, regions, regions.stream().map(text).toList());
  }

  private static Image drawn(Image image, List<Region> regions, List<String> texts) {
    try (Canvas canvas = Canvas.over(image)) {
      DrawRegions drawing = new DrawRegions(canvas, regions, texts);
      regions.forEach(drawing::outline);
      drawing.labels();
      return canvas.image();
    }
  }

  static String title(Region region) {
    String percent = Math.round(region.confidence() * 100) + " %";
    return region.confidence() < 1 ? region.label() + " " + percent : region.label();
  }

  /** A thin rim of the other brightness makes the line seen on any ground. */
  private void outline(Region region) {
    Color color = Palette.of(region.label());
    Color rim = Palette.textOn(color);
    double line = canvas.lineWidth();
    boolean slanted = region.angle().isPresent() && region.points().size() == 4;
    Shape shape = slanted ? polygon(region.points(), canvas) : insideOf(box(region), line);
    canvas.graphics().setColor(new Color(rim.getRed(), rim.getGreen(), rim.getBlue(), 110));
    canvas.graphics().setStroke(new BasicStroke((float) (line + 2)));
    canvas.graphics().draw(shape);
    canvas.graphics().setColor(color);
    canvas.graphics().setStroke(new BasicStroke((float) line));
    canvas.graphics().draw(shape);
    if (region.mask().isPresent()) {
      Polygons.of(region).forEach(outline -> canvas.graphics().draw(polygon(outline, canvas)));
    } else if (!slanted) {
      region.points().forEach(point -> dot(point, line * 1.5));
    }
  }

  private void labels() {
    List<Rectangle2D> boxes = regions.stream().map(this::box).toList();
    LabelPlacement placement = new LabelPlacement(canvas.width(), canvas.height(), boxes);
    double size = canvas.textSize(regions.size());
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < regions.size(); i++) {
      if (!texts.get(i).isBlank()) {
        Canvas.Label label = canvas.fitted(texts.get(i), size);
        Rectangle2D place = placement.next(boxes.get(i), label.width(), label.height());
        placed.add(new Placed(label, place, boxes.get(i), Palette.of(regions.get(i).label())));
      }
    }
    // No line runs over a label.
    placed.forEach(this::leader);
    placed.forEach(label -> canvas.draw(label.label(), label.place(), label.color()));
  }

  private record Placed(Canvas.Label label, Rectangle2D place, Rectangle2D box, Color color) {}

  /** A label that does not touch its box gets a line to it. */
  private void leader(Placed label) {
    if (!label.place().intersects(grown(label.box(), 1))) {
      canvas.graphics().setColor(label.color());
      canvas.graphics().setStroke(new BasicStroke((float) Math.max(1, canvas.lineWidth() / 2)));
      canvas.graphics().draw(between(label.place(), label.box()));
    }
  }

  /** From the label's nearest edge to the box's. */
  private static Line2D between(Rectangle2D label, Rectangle2D box) {
    return new Line2D.Double(
        Math.clamp(box.getCenterX(), label.getX(), label.getMaxX()),
        Math.clamp(box.getCenterY(), label.getY(), label.getMaxY()),
        Math.clamp(label.getCenterX(), box.getX(), box.getMaxX()),
        Math.clamp(label.getCenterY(), box.getY(), box.getMaxY()));
  }

  private Rectangle2D box(Region region) {
    return new Rectangle2D.Double(
        region.box().x() * canvas.width(),
        region.box().y() * canvas.height(),
        region.box().width() * canvas.width(),
        region.box().height() * canvas.height());
  }

  private static Rectangle2D grown(Rectangle2D box, double by) {
    return new Rectangle2D.Double(
        box.getX() - by, box.getY() - by, box.getWidth() + 2 * by, box.getHeight() + 2 * by);
  }

  private static Shape insideOf(Rectangle2D box, double line) {
    return new Rectangle2D.Double(
        box.getX() + line / 2,
        box.getY() + line / 2,
        Math.max(0, box.getWidth() - line),
        Math.max(0, box.getHeight() - line));
  }

  static Path2D polygon(List<Point> points, Canvas canvas) {
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

  private void dot(Point point, double radius) {
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
