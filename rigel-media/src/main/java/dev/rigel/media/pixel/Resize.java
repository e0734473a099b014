package dev.rigel.media.pixel;

import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Gives a picture another size: smaller by area averaging, larger by bicubic interpolation. */
public final class Resize {
  private Resize() {}

  /**
   * @throws RigelException when a side is below 1 or the picture would be too large
   */
  public static Image to(Image image, int width, int height) {
    LargestPicture.check(width, height);
    Image smaller = image.shrunk(Math.min(width, image.width()), Math.min(height, image.height()));
    return smaller.width() == width && smaller.height() == height
        ? smaller
        : enlarged(smaller, width, height);
  }

  /** Keeps the proportions; a picture whose sides are short enough stays as it is. */
  public static Image within(Image image, int maxSide) {
    int longest = Math.max(image.width(), image.height());
    return longest <= maxSide ? image : scaled(image, (double) maxSide / longest);
  }

  /** Keeps the proportions. */
  public static Image scaled(Image image, double factor) {
    return to(
        image,
        (int) Math.max(1, Math.round(image.width() * factor)),
        (int) Math.max(1, Math.round(image.height() * factor)));
  }

  private static Image enlarged(Image image, int width, int height) {
    BufferedImage larger = new BufferedImage(width, height, image.pixels().getType());
    Graphics2D graphics = larger.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      graphics.drawImage(image.pixels(), 0, 0, width, height, null);
    } finally {
      graphics.dispose();
    }
    return Image.of(larger);
  }
}
