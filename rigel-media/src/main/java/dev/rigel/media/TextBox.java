package dev.rigel.media;

/**
 * Text in a rectangle whose sides lie along its baseline, in points. The page is turned so that the
 * baseline runs from left to right: {@code left} to {@code right} along it, {@code top} to {@code
 * bottom} across it.
 *
 * @param angle clockwise degrees from the shown page to this rectangle's own axes
 * @param baseline across, where the text stands
 * @param size the em
 */
record TextBox(
    String text,
    int angle,
    double left,
    double top,
    double right,
    double bottom,
    double baseline,
    double size) {
  static TextBox of(Glyph glyph) {
    int angle = glyph.angle();
    double radians = Math.toRadians(angle);
    double cos = Math.cos(radians);
    double sin = Math.sin(radians);
    double start = glyph.origin().getX() * cos + glyph.origin().getY() * sin;
    double end = glyph.end().getX() * cos + glyph.end().getY() * sin;
    double baseline = glyph.origin().getY() * cos - glyph.origin().getX() * sin;
    double size = glyph.size();
    return new TextBox(
        glyph.text(),
        angle,
        Math.min(start, end),
        baseline - glyph.ascent() * size,
        Math.max(start, end),
        baseline - glyph.descent() * size,
        baseline,
        size);
  }

  /** Both, with the given text. */
  TextBox join(TextBox other, String joined) {
    return new TextBox(
        joined,
        angle,
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom),
        baseline,
        Math.max(size, other.size));
  }

  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }

  /** The upright box around this on a page of the given size in points. */
  Box onPage(double pageWidth, double pageHeight) {
    double radians = Math.toRadians(angle);
    double cos = Math.cos(radians);
    double sin = Math.sin(radians);
    double x1 = Double.POSITIVE_INFINITY;
    double y1 = Double.POSITIVE_INFINITY;
    double x2 = Double.NEGATIVE_INFINITY;
    double y2 = Double.NEGATIVE_INFINITY;
    for (double u : new double[] {left, right}) {
      for (double v : new double[] {top, bottom}) {
        double x = u * cos - v * sin;
        double y = u * sin + v * cos;
        x1 = Math.min(x1, x);
        y1 = Math.min(y1, y);
        x2 = Math.max(x2, x);
        y2 = Math.max(y2, y);
      }
    }
    return Box.ofEdges(x1 / pageWidth, y1 / pageHeight, x2 / pageWidth, y2 / pageHeight);
  }
}
