package dev.rigel.media.pixel;

import dev.rigel.media.Image;

/**
 * How a picture's light, colours and sharpness are changed. Every value runs from -1 to 1 and is 0
 * where nothing is to change, but for gamma.
 *
 * @param brightness -1 black, 1 white
 * @param contrast -1 grey, 1 twice as strong
 * @param saturation -1 grey, 1 twice as colourful
 * @param warmth -1 bluish, 1 reddish
 * @param sharpness -1 soft, 1 sharp
 * @param gamma above 1 lightens the shadows, below 1 darkens them; 1 where nothing is to change
 */
public record Toning(
    double brightness,
    double contrast,
    double saturation,
    double warmth,
    double sharpness,
    double gamma) {
  /** How far the whole of warmth moves red up and blue down, as a share of the value. */
  private static final double WARMTH = 0.3;

  /** Whole sharpness adds this much of what a soft copy lacks (unsharp masking). */
  private static final double SHARPENING = 1.5;

  /** Standard deviation of the soft copy for pictures up to this longest side; larger in larger. */
  private static final double SOFT_SIGMA = 1.2;

  private static final double SOFT_SIDE = 1_500;

  public Toning {
    for (double value : new double[] {brightness, contrast, saturation, warmth, sharpness}) {
      if (!(value >= -1 && value <= 1)) {
        throw new IllegalArgumentException("not between -1 and 1: " + value);
      }
    }
    if (!(gamma >= 0.1 && gamma <= 10)) {
      throw new IllegalArgumentException("not a gamma: " + gamma);
    }
  }

  /** The changed picture; what is transparent stays so. */
  public Image of(Image image) {
    Image sharpened = sharpness == 0 ? image : sharpened(image);
    int[] red = levels(1 + WARMTH * warmth);
    int[] green = levels(1);
    int[] blue = levels(1 - WARMTH * warmth);
    int[] source = sharpened.packedPixels();
    int[] target = new int[source.length];
    int share = (int) Math.round((1 + saturation) * 256);
    for (int i = 0; i < source.length; i++) {
      int pixel = source[i];
      int r = red[pixel >> 16 & 0xff];
      int g = green[pixel >> 8 & 0xff];
      int b = blue[pixel & 0xff];
      if (share != 256) {
        int grey = (77 * r + 150 * g + 29 * b + 128) >> 8;
        r = level(grey + ((r - grey) * share >> 8));
        g = level(grey + ((g - grey) * share >> 8));
        b = level(grey + ((b - grey) * share >> 8));
      }
      target[i] = pixel & 0xff000000 | r << 16 | g << 8 | b;
    }
    return Image.ofPacked(image.width(), image.height(), image.hasAlpha(), target);
  }

  /** What becomes of each value of a channel: gamma, spread around the middle grey, shifted. */
  private int[] levels(double gain) {
    int[] levels = new int[256];
    for (int value = 0; value < 256; value++) {
      double curved = 255 * Math.pow(Math.min(1, value * gain / 255), 1 / gamma);
      double spread = (curved - 127.5) * (1 + contrast) + 127.5;
      levels[value] = level((int) Math.round(spread + brightness * 255));
    }
    return levels;
  }

  private Image sharpened(Image image) {
    double longest = Math.max(image.width(), image.height());
    double sigma = SOFT_SIGMA * Math.max(1, longest / SOFT_SIDE) * (sharpness < 0 ? 2 : 1);
    int[] soft = GaussianBlur.of(image, sigma).packedPixels();
    int[] source = image.packedPixels();
    int[] target = new int[source.length];
    int amount = (int) Math.round(256 * (sharpness > 0 ? SHARPENING * sharpness : sharpness));
    for (int i = 0; i < source.length; i++) {
      int result = source[i] & 0xff000000;
      for (int shift = 0; shift <= 16; shift += 8) {
        int value = source[i] >> shift & 0xff;
        int difference = value - (soft[i] >> shift & 0xff);
        result |= level(value + (difference * amount >> 8)) << shift;
      }
      target[i] = result;
    }
    return Image.ofPacked(image.width(), image.height(), image.hasAlpha(), target);
  }

  private static int level(int value) {
    return Math.clamp(value, 0, 255);
  }
}
