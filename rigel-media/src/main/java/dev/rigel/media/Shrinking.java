package dev.rigel.media;

import java.awt.image.BufferedImage;

/** Brings a decoded picture of any layout into the packed one, and to a longest side. */
final class Shrinking {
  private Shrinking() {}

  /**
   * @param maxSide smaller pictures keep their size
   */
  static BufferedImage within(BufferedImage image, int maxSide) {
    int longest = Math.max(image.getWidth(), image.getHeight());
    if (longest <= maxSide) {
      return PixelLayout.packed(image);
    }
    double scale = (double) maxSide / longest;
    int width = (int) Math.max(1, Math.round(image.getWidth() * scale));
    int height = (int) Math.max(1, Math.round(image.getHeight() * scale));
    return OpaqueAverage.takes(image)
        ? OpaqueAverage.resize(image, width, height)
        : AreaAverage.resize(PixelLayout.packed(image), width, height);
  }
}
