package dev.rigel.media;

import java.awt.image.BufferedImage;

/** Brings a decoded picture of any layout into the packed one, and to a longest side. */
final class Shrinking {
  private Shrinking() {}

  /**
   * A picture's size after shrinking.
   *
   * @param isSmaller whether it is another one than before
   */
  record Size(int width, int height, boolean isSmaller) {}

  /**
   * @param maxSide smaller pictures keep their size
   */
  static Size size(int width, int height, int maxSide) {
    int longest = Math.max(width, height);
    if (longest <= maxSide) {
      return new Size(width, height, false);
    }
    double scale = (double) maxSide / longest;
    return new Size(
        (int) Math.max(1, Math.round(width * scale)),
        (int) Math.max(1, Math.round(height * scale)),
        true);
  }

  /**
   * @param maxSide smaller pictures keep their size
   */
  static BufferedImage within(BufferedImage image, int maxSide) {
    Size size = size(image.getWidth(), image.getHeight(), maxSide);
    if (!size.isSmaller()) {
      return PixelLayout.packed(image);
    }
    return OpaqueAverage.takes(image)
        ? OpaqueAverage.resize(image, size.width(), size.height())
        : AreaAverage.resize(PixelLayout.packed(image), size.width(), size.height());
  }
}
