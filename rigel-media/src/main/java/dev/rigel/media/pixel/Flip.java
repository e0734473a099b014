package dev.rigel.media.pixel;

import dev.rigel.media.Image;

/** Mirrors a picture. */
public final class Flip {
  private Flip() {}

  /** Left becomes right. */
  public static Image horizontally(Image image) {
    return flipped(image, true);
  }

  /** Top becomes bottom. */
  public static Image vertically(Image image) {
    return flipped(image, false);
  }

  private static Image flipped(Image image, boolean sideways) {
    int width = image.width();
    int height = image.height();
    int[] source = image.packedPixels();
    int[] target = new int[source.length];
    for (int y = 0; y < height; y++) {
      if (sideways) {
        for (int x = 0; x < width; x++) {
          target[y * width + x] = source[y * width + width - 1 - x];
        }
      } else {
        System.arraycopy(source, (height - 1 - y) * width, target, y * width, width);
      }
    }
    return Image.ofPacked(width, height, image.hasAlpha(), target);
  }
}
