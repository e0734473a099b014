package dev.rigel.media.pixel;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds a place for each label near the box it names, so that labels do not cover each other and
 * cover as little as possible of other boxes. A greedy form of point-feature label placement
 * (Christensen, Marks and Shieber 1995): for each label the cheapest of a row of candidates.
 */
final class LabelPlacement {
  /** Covering another label costs more than anything else could. */
  private static final double OVER_LABEL = 1_000;

  /** Covering a whole small box of another thing costs as much as a place six steps away. */
  private static final double OVER_BOX = 6;

  private static final int ROWS_AWAY = 12;

  private final double width;
  private final double height;
  private final List<Rectangle2D> boxes;
  private final List<Rectangle2D> placed = new ArrayList<>();

  /**
   * @param width of the picture
   * @param boxes everything that labels should leave free
   */
  LabelPlacement(double width, double height, List<Rectangle2D> boxes) {
    this.width = width;
    this.height = height;
    this.boxes = List.copyOf(boxes);
  }

  /**
   * The place of the next label, inside the picture.
   *
   * @param box what it names
   */
  Rectangle2D next(Rectangle2D box, double labelWidth, double labelHeight) {
    Rectangle2D best = null;
    double lowest = Double.MAX_VALUE;
    List<Point2D> corners = candidates(box, labelWidth, labelHeight);
    for (int i = 0; i < corners.size(); i++) {
      Rectangle2D candidate = inside(corners.get(i), labelWidth, labelHeight);
      double cost =
          i * 0.4 + moved(candidate, corners.get(i), labelHeight) + covered(candidate, box);
      if (cost < lowest) {
        lowest = cost;
        best = candidate;
      }
    }
    if (best == null) {
      throw new IllegalStateException("no candidate");
    }
    placed.add(best);
    return best;
  }

  /** Upper left corners, best first: at the box's corners, inside it, beside it, further away. */
  private static List<Point2D> candidates(Rectangle2D box, double labelWidth, double labelHeight) {
    double left = box.getX();
    double right = box.getMaxX() - labelWidth;
    double above = box.getY() - labelHeight;
    double below = box.getMaxY();
    List<Point2D> corners = new ArrayList<>();
    corners.add(new Point2D.Double(left, above));
    corners.add(new Point2D.Double(left, below));
    corners.add(new Point2D.Double(right, above));
    corners.add(new Point2D.Double(right, below));
    corners.add(new Point2D.Double(left, box.getY()));
    corners.add(new Point2D.Double(left, below - labelHeight));
    corners.add(new Point2D.Double(box.getMaxX(), box.getY()));
    corners.add(new Point2D.Double(left - labelWidth, box.getY()));
    for (int row = 1; row <= ROWS_AWAY; row++) {
      double step = row * labelHeight * 1.15;
      corners.add(new Point2D.Double(left, above - step));
      corners.add(new Point2D.Double(left, below + step));
      corners.add(new Point2D.Double(box.getMaxX(), box.getY() + step));
      corners.add(new Point2D.Double(left - labelWidth, box.getY() + step));
      corners.add(new Point2D.Double(left, box.getY() + step));
    }
    return corners;
  }

  private Rectangle2D inside(Point2D corner, double labelWidth, double labelHeight) {
    return new Rectangle2D.Double(
        Math.max(0, Math.min(corner.getX(), width - labelWidth)),
        Math.max(0, Math.min(corner.getY(), height - labelHeight)),
        labelWidth,
        labelHeight);
  }

  /** How far the picture's edge pushed a candidate away, in rows of text. */
  private static double moved(Rectangle2D candidate, Point2D wanted, double labelHeight) {
    return wanted.distance(candidate.getX(), candidate.getY()) / labelHeight;
  }

  private double covered(Rectangle2D candidate, Rectangle2D own) {
    double cost = 0;
    for (Rectangle2D other : placed) {
      cost += OVER_LABEL * share(candidate, other, area(candidate));
    }
    for (Rectangle2D box : boxes) {
      // Its own box, and large ones behind everything, hide little.
      double smaller = Math.min(area(box), 4 * area(candidate));
      cost += (box.equals(own) ? 0.3 : 1) * OVER_BOX * share(candidate, box, smaller);
    }
    return cost;
  }

  private static double share(Rectangle2D one, Rectangle2D other, double of) {
    Rectangle2D both = one.createIntersection(other);
    return both.getWidth() <= 0 || both.getHeight() <= 0 || of <= 0 ? 0 : area(both) / of;
  }

  private static double area(Rectangle2D rectangle) {
    return rectangle.getWidth() * rectangle.getHeight();
  }
}
