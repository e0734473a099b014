package dev.rigel.media;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.jpeg.JpegWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures in the formats in which they leave Rigel, without any metadata. */
final class ImageEncoder {
  private static final int JPEG_QUALITY = 92;
  private static final int JPEG_MOST_SIDE = 65_535;

  private ImageEncoder() {}

  static byte[] encode(Image image, ImageFormat format) {
    return switch (format) {
      case JPEG -> jpeg(image.hasAlpha() ? overWhite(image.pixels()) : image.pixels());
      case PNG -> png(image.isLabelMap() ? numbers(image) : image.pixels());
    };
  }

  private static byte[] jpeg(BufferedImage pixels) {
    if (Math.max(pixels.getWidth(), pixels.getHeight()) > JPEG_MOST_SIDE) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST,
          "A JPEG is at most %,d pixels wide and high; shrink the picture or take PNG."
              .formatted(JPEG_MOST_SIDE));
    }
    return JpegWriter.write(
        PixelLayout.samples(pixels), pixels.getWidth(), pixels.getHeight(), JPEG_QUALITY);
  }

  private static byte[] png(BufferedImage pixels) {
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(pixels), "png").next();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
      try (var output = new MemoryCacheImageOutputStream(bytes)) {
        writer.setOutput(output);
        writer.write(null, new IIOImage(pixels, null, null), writer.getDefaultWriteParam());
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }

  /** The numbers of a label map as grey values of as few bits as they need. */
  private static BufferedImage numbers(Image labels) {
    int[] packed = labels.packedPixels();
    boolean wide = Arrays.stream(packed).anyMatch(pixel -> pixel >>> 24 != 0);
    BufferedImage grey =
        new BufferedImage(
            labels.width(),
            labels.height(),
            wide ? BufferedImage.TYPE_USHORT_GRAY : BufferedImage.TYPE_BYTE_GRAY);
    int[] row = new int[labels.width()];
    for (int y = 0; y < labels.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        int pixel = packed[y * row.length + x];
        row[x] = pixel >>> 24 << 8 | pixel & 0xff;
      }
      grey.getRaster().setSamples(0, y, row.length, 1, 0, row);
    }
    return grey;
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
