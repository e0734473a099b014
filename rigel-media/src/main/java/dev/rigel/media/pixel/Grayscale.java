package dev.rigel.media.pixel;

import dev.rigel.media.Image;

/** Takes the colours out of a picture. */
public final class Grayscale {
  private Grayscale() {}

  /** Each pixel's luma by ITU-R BT.601, the weights of JPEG; alpha stays. */
  public static Image of(Image image) {
    int[] source = image.packedPixels();
    int[] target = new int[source.length];
    for (int i = 0; i < source.length; i++) {
      int luma = luma(source[i]);
      target[i] = (source[i] & 0xff000000) | luma << 16 | luma << 8 | luma;
    }
    return Image.ofPacked(image.width(), image.height(), image.hasAlpha(), target);
  }

  /** 0 to 255. */
  static int luma(int pixel) {
    return (299 * (pixel >> 16 & 0xff) + 587 * (pixel >> 8 & 0xff) + 114 * (pixel & 0xff) + 500)
        / 1000;
  }
}
