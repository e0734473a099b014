package dev.rigel.media;

import java.awt.geom.Point2D;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A PDF page as it is shown: its crop box, turned by its rotation, in points from the top left. */
record PageFrame(PDRectangle box, int rotation) {
  static PageFrame of(PDPage page) {
    return new PageFrame(page.getCropBox(), page.getRotation());
  }

  double width() {
    return rotation % 180 == 0 ? box.getWidth() : box.getHeight();
  }

  double height() {
    return rotation % 180 == 0 ? box.getHeight() : box.getWidth();
  }

  /** From the PDF's user space to the shown page. */
  Point2D place(Point2D point) {
    double left = point.getX() - box.getLowerLeftX();
    double right = box.getUpperRightX() - point.getX();
    double below = point.getY() - box.getLowerLeftY();
    double above = box.getUpperRightY() - point.getY();
    return switch (rotation) {
      case 90 -> new Point2D.Double(below, left);
      case 180 -> new Point2D.Double(right, below);
      case 270 -> new Point2D.Double(above, right);
      default -> new Point2D.Double(left, above);
    };
  }
}
