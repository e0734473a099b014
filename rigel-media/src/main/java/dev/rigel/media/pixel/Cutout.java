package dev.rigel.media.pixel;

import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import java.util.Arrays;

/** Separates what a mask shows from what is behind it. */
public final class Cutout {
  private Cutout() {}

  /**
   * The picture with everything outside the mask transparent.
   *
   * @param mask of the picture's size
   */
  public static Image keep(Image image, Mask mask) {
    check(image, mask);
    int[] source = image.packedPixels();
    int[] target = new int[source.length];
    for (int i = 0; i < source.length; i++) {
      int own = image.hasAlpha() ? source[i] >>> 24 : 255;
      int alpha = (own * (mask.alpha()[i] & 0xff) + 127) / 255;
      // Colours of pixels that nobody sees would still be in the file.
      target[i] = alpha == 0 ? 0 : alpha << 24 | (source[i] & 0xffffff);
    }
    return Image.ofPacked(image.width(), image.height(), true, target);
  }

  /**
   * What the mask shows in front of another picture, which is shrunk or enlarged to the same size.
   */
  public static Image over(Image image, Mask mask, Image background) {
    return over(keep(image, mask), Resize.to(background, image.width(), image.height()));
  }

  /** What the mask shows in front of one colour, {@code 0xRRGGBB}. */
  public static Image over(Image image, Mask mask, int rgb) {
    int[] plain = new int[image.width() * image.height()];
    Arrays.fill(plain, 0xff000000 | rgb);
    return over(keep(image, mask), Image.ofPacked(image.width(), image.height(), false, plain));
  }

  private static Image over(Image front, Image back) {
    try (Canvas canvas = Canvas.over(back)) {
      canvas.graphics().drawImage(front.pixels(), 0, 0, null);
      return canvas.image();
    }
  }

  private static void check(Image image, Mask mask) {
    if (mask.width() != image.width() || mask.height() != image.height()) {
      throw new IllegalArgumentException("the mask is not of the picture's size");
    }
  }
}
