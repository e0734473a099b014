package dev.rigel.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
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
        format == ImageFormat.JPEG && image.hasAlpha() ? overWhite(image.pixels()) : image.pixels();
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
