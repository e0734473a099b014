package dev.rigel.perception.codes;

import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Point2D;

/** One way of looking at a picture: scaled, and perhaps turned, on a white ground. */
record View(AffineTransform toView, double scale, boolean upright, int width, int height) {
  static View scaled(double scale) {
    return new View(AffineTransform.getScaleInstance(scale, scale), scale, true, 0, 0);
  }

  static View turned(double scale, double degrees, int pictureWidth, int pictureHeight) {
    double radians = Math.toRadians(degrees);
    double cosine = Math.abs(Math.cos(radians));
    double sine = Math.abs(Math.sin(radians));
    int width = (int) Math.ceil((pictureWidth * cosine + pictureHeight * sine) * scale);
    int height = (int) Math.ceil((pictureWidth * sine + pictureHeight * cosine) * scale);
    AffineTransform transform = new AffineTransform();
    transform.translate(width / 2.0, height / 2.0);
    transform.rotate(radians);
    transform.scale(scale, scale);
    transform.translate(-pictureWidth / 2.0, -pictureHeight / 2.0);
    return new View(transform, scale, false, width, height);
  }

  GreyPicture of(GreyPicture picture) {
    return upright
        ? picture.scaled(scale)
        : picture.transformed(toView, Math.max(1, width), Math.max(1, height));
  }

  Spot inPicture(Spot spot) {
    try {
      Point2D moved = toView.inverseTransform(new Point2D.Double(spot.x(), spot.y()), null);
      return new Spot(moved.getX(), moved.getY());
    } catch (NoninvertibleTransformException e) {
      throw new IllegalStateException("a view of scale " + scale, e);
    }
  }
}
