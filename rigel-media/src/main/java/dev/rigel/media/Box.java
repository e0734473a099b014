package dev.rigel.media;

/**
 * An upright rectangle in relative coordinates: 0 to 1, origin top left, as {@code xywh} on the
 * wire.
 *
 * @param x left edge
 * @param y top edge
 */
public record Box(double x, double y, double width, double height) {
  public static final Box FULL = new Box(0, 0, 1, 1);

  public Box {
    if (!(width >= 0 && height >= 0) || !Double.isFinite(x + y + width + height)) {
      throw new IllegalArgumentException("not a box: " + x + " " + y + " " + width + " " + height);
    }
  }

  /** From edges, in either order, cut to the picture. */
  public static Box ofEdges(double x1, double y1, double x2, double y2) {
    double left = Math.clamp(Math.min(x1, x2), 0.0, 1.0);
    double top = Math.clamp(Math.min(y1, y2), 0.0, 1.0);
    double right = Math.clamp(Math.max(x1, x2), 0.0, 1.0);
    double bottom = Math.clamp(Math.max(y1, y2), 0.0, 1.0);
    return new Box(left, top, right - left, bottom - top);
  }

  /** From pixel edges of a picture of the given size. */
  public static Box ofPixels(double x1, double y1, double x2, double y2, int width, int height) {
    return ofEdges(x1 / width, y1 / height, x2 / width, y2 / height);
  }

  public double right() {
    return x + width;
  }

  public double bottom() {
    return y + height;
  }

  public double area() {
    return width * height;
  }

  public Point center() {
    return new Point(x + width / 2, y + height / 2);
  }

  public double intersection(Box other) {
    double w = Math.min(right(), other.right()) - Math.max(x, other.x);
    double h = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
    return w <= 0 || h <= 0 ? 0 : w * h;
  }

  public double intersectionOverUnion(Box other) {
    double shared = intersection(other);
    double union = area() + other.area() - shared;
    return union <= 0 ? 0 : shared / union;
  }

  /** The smallest box around both. */
  public Box union(Box other) {
    return ofEdges(
        Math.min(x, other.x),
        Math.min(y, other.y),
        Math.max(right(), other.right()),
        Math.max(bottom(), other.bottom()));
  }
}
