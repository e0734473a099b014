package dev.rigel.media;

import java.awt.image.BufferedImage;
import java.util.OptionalInt;

/**
 * A picture, upright (EXIF orientation applied), in sRGB. Its pixels are counted in a {@link
 * PixelAccount} while they are decoded.
 */
public final class Image implements Media {
  private final BufferedImage pixels;
  private final String contentHash;
  private final OptionalInt page;

  private Image(BufferedImage pixels, String contentHash, OptionalInt page) {
    this.pixels = pixels;
    this.contentHash = contentHash;
    this.page = page;
  }

  /**
   * A picture made by a tool.
   *
   * @param pixels must not be changed afterwards; turned into {@code TYPE_INT_RGB} or {@code
   *     TYPE_INT_ARGB} when it is of another type
   */
  public static Image of(BufferedImage pixels) {
    throw new UnsupportedOperationException();
  }

  public int width() {
    return pixels.getWidth();
  }

  public int height() {
    return pixels.getHeight();
  }

  public boolean hasAlpha() {
    return pixels.getColorModel().hasAlpha();
  }

  /** {@code TYPE_INT_RGB} or {@code TYPE_INT_ARGB}; must not be changed. */
  public BufferedImage pixels() {
    return pixels;
  }

  /** The page of a document that this picture shows, from 1. */
  public OptionalInt page() {
    return page;
  }

  public Image asPage(int number) {
    return new Image(pixels, contentHash, OptionalInt.of(number));
  }

  @Override
  public String contentHash() {
    return contentHash;
  }

  /** JPEG (quality 0.92, alpha over white) or PNG. */
  public byte[] encode(ImageFormat format) {
    throw new UnsupportedOperationException();
  }
}
