package dev.rigel.media.pixel;

import dev.rigel.media.Image;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Turns a picture. */
public final class Rotate {
  /** Pixels on a side; two squares fit into a processor's first cache. */
  private static final int SQUARE = 32;

  private Rotate() {}

  /**
   * Quarter turns are exact. Any other angle gives a larger picture that holds the whole turned
   * one; the corners it does not reach are transparent.
   *
   * @param degrees clockwise, any value
   * @throws dev.rigel.base.RigelException when the turned picture would be too large
   */
  public static Image clockwise(Image image, double degrees) {
    if (!Double.isFinite(degrees)) {
      throw new IllegalArgumentException("not an angle: " + degrees);
    }
    double turn = degrees % 360;
    double positive = turn < 0 ? turn + 360 : turn;
    if (positive % 90 == 0) {
      return quarters(image, (int) (positive / 90) % 4);
    }
    return freely(image, Math.toRadians(positive));
  }

  private static Image quarters(Image image, int count) {
    if (count == 0) {
      return image;
    }
    int width = image.width();
    int height = image.height();
    boolean sides = count % 2 == 1;
    int newWidth = sides ? height : width;
    int[] source = image.packedPixels();
    int[] target = new int[source.length];
    // In small squares, so that neither reading nor writing jumps through the whole memory.
    for (int top = 0; top < height; top += SQUARE) {
      for (int left = 0; left < width; left += SQUARE) {
        turnSquare(source, target, width, height, left, top, count);
      }
    }
    return Image.ofPacked(newWidth, sides ? width : height, image.hasAlpha(), target);
  }

  private static void turnSquare(
      int[] source, int[] target, int width, int height, int left, int top, int count) {
    int bottom = Math.min(height, top + SQUARE);
    int right = Math.min(width, left + SQUARE);
    for (int y = top; y < bottom; y++) {
      int from = y * width;
      int at =
          switch (count) {
            case 1 -> left * height + (height - 1 - y);
            case 2 -> (height - 1 - y) * width + (width - 1 - left);
            default -> (width - 1 - left) * height + y;
          };
      int step =
          switch (count) {
            case 1 -> height;
            case 2 -> -1;
            default -> -height;
          };
      for (int x = left; x < right; x++, at += step) {
        target[at] = source[from + x];
      }
    }
  }

  private static Image freely(Image image, double radians) {
    double sin = Math.abs(Math.sin(radians));
    double cos = Math.abs(Math.cos(radians));
    int width = (int) Math.ceil(image.width() * cos + image.height() * sin - 1e-9);
    int height = (int) Math.ceil(image.width() * sin + image.height() * cos - 1e-9);
    LargestPicture.check(width, height);
    BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    AffineTransform transform = new AffineTransform();
    transform.translate(width / 2.0, height / 2.0);
    transform.rotate(radians);
    transform.translate(-image.width() / 2.0, -image.height() / 2.0);
    Graphics2D graphics = turned.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      graphics.drawImage(image.pixels(), transform, null);
    } finally {
      graphics.dispose();
    }
    return Image.of(turned);
  }
}
