package dev.rigel.media.pixel;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;

/** Cuts a part out of a picture. */
public final class Crop {
  private Crop() {}

  /**
   * Every pixel that the box touches.
   *
   * @throws RigelException when the box holds no pixel of the picture
   */
  public static Image to(Image image, Box box) {
    PixelBox area = PixelBox.covering(box, image);
    if (area.isEmpty()) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST,
          "The box to crop to holds no pixel of the picture; boxes go from 0 to 1.");
    }
    return pixels(image, area);
  }

  static Image pixels(Image image, PixelBox area) {
    int[] source = image.packedPixels();
    int[] target = new int[area.width() * area.height()];
    for (int y = 0; y < area.height(); y++) {
      System.arraycopy(
          source,
          (area.top() + y) * image.width() + area.left(),
          target,
          y * area.width(),
          area.width());
    }
    return Image.ofPacked(area.width(), area.height(), image.hasAlpha(), target);
  }
}
