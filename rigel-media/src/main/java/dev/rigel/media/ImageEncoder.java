package dev.rigel.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures in the formats in which they leave Rigel, without any metadata. */
final class ImageEncoder {
  private static final float JPEG_QUALITY = 0.92f;

  private ImageEncoder() {}

  static byte[] encode(Image image, ImageFormat format) {
    BufferedImage pixels =
        format == ImageFormat.JPEG
            ? inBytes(image.hasAlpha() ? overWhite(image.pixels()) : image.pixels())
            : image.pixels();
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(pixels), format.name())
            .next();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (format == ImageFormat.JPEG) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(JPEG_QUALITY);
      }
      try (var output = new MemoryCacheImageOutputStream(bytes)) {
        writer.setOutput(output);
        writer.write(null, new IIOImage(pixels, null, null), parameters);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }

  /**
   * The same pixels as three bytes each, red first: the one layout whose rows the JDK's writer
   * copies as they are, instead of pixel by pixel.
   */
  private static BufferedImage inBytes(BufferedImage packed) {
    int[] source = PixelLayout.samples(packed);
    byte[] bytes = new byte[3 * source.length];
    for (int i = 0, at = 0; i < source.length; i++, at += 3) {
      int pixel = source[i];
      bytes[at] = (byte) (pixel >> 16);
      bytes[at + 1] = (byte) (pixel >> 8);
      bytes[at + 2] = (byte) pixel;
    }
    int width = packed.getWidth();
    return new BufferedImage(
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE),
        Raster.createInterleavedRaster(
            new DataBufferByte(bytes, bytes.length),
            width,
            packed.getHeight(),
            3 * width,
            3,
            new int[] {0, 1, 2},
            null),
        false,
        null);
  }

  private static BufferedImage overWhite(BufferedImage pixels) {
    BufferedImage opaque =
        new BufferedImage(pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    try {
      graphics.drawImage(pixels, 0, 0, Color.WHITE, null);
    } finally {
      graphics.dispose();
    }
    return opaque;
  }
}
