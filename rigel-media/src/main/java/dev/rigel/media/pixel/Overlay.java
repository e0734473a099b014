package dev.rigel.media.pixel;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;

/** Puts a picture onto another one. */
public final class Overlay {
  private Overlay() {}

  /**
   * The other picture, its proportions kept, as large as fits into the box, in the box's middle.
   *
   * @param opacity 0 unseen to 1 opaque
   */
  public static Image into(Image image, Image other, Box box, double opacity) {
    PixelBox area = PixelBox.covering(box, image);
    if (area.isEmpty()) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST,
          "The region to put the picture into holds no pixel of the other one; boxes go from 0 to 1.");
    }
    double scale =
        Math.min((double) area.width() / other.width(), (double) area.height() / other.height());
    Image fitted = Resize.scaled(other, scale);
    return put(
        image,
        fitted,
        area.left() + (area.width() - fitted.width()) / 2,
        area.top() + (area.height() - fitted.height()) / 2,
        opacity);
  }

  /** The other picture at a corner, edge or the middle; shrunk only where it would not fit. */
  public static Image at(Image image, Image other, Corner corner, double opacity) {
    double scale =
        Math.min(
            1,
            Math.min(
                (double) image.width() / other.width(), (double) image.height() / other.height()));
    Image fitted = scale == 1 ? other : Resize.scaled(other, scale);
    return put(
        image,
        fitted,
        (int) Math.round(corner.left(fitted.width(), image.width(), 0)),
        (int) Math.round(corner.top(fitted.height(), image.height(), 0)),
        opacity);
  }

  private static Image put(Image image, Image other, int left, int top, double opacity) {
    try (Canvas canvas = Canvas.over(image)) {
      canvas.setOpacity(opacity);
      canvas.graphics().drawImage(other.pixels(), left, top, null);
      return canvas.image();
    }
  }
}
