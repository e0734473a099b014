package dev.rigel.media;

/**
 * A soft mask of a picture's size.
 *
 * @param alpha row by row, 0 outside to 255 inside; not to be changed
 */
public record Mask(int width, int height, byte[] alpha) {
  public Mask {
    if (alpha.length != width * height) {
      throw new IllegalArgumentException(
          "a mask of " + width + "x" + height + " needs as many bytes");
    }
  }
}
