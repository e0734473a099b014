package dev.rigel.media.pixel;

import dev.rigel.media.Box;
import dev.rigel.media.Image;

/**
 * A box in whole pixels of one picture, inside it.
 *
 * @param left first column
 * @param top first row
 */
record PixelBox(int left, int top, int width, int height) {
  /** Every pixel that the box touches; empty where box and picture do not meet. */
  static PixelBox covering(Box box, Image image) {
    int left = clamp(Math.floor(box.x() * image.width() + 1e-6), image.width());
    int top = clamp(Math.floor(box.y() * image.height() + 1e-6), image.height());
    int right = clamp(Math.ceil(box.right() * image.width() - 1e-6), image.width());
    int bottom = clamp(Math.ceil(box.bottom() * image.height() - 1e-6), image.height());
    return new PixelBox(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  boolean isEmpty() {
    return width == 0 || height == 0;
  }

  private static int clamp(double value, int limit) {
    return (int) Math.clamp(value, 0, limit);
  }
}
