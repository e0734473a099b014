package dev.rigel.benchmarks.pictures;

import dev.rigel.media.Image;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Ways to make a photograph worse by a known amount. */
final class Degradation {
  private Degradation() {}

  /**
   * An exact Gaussian: the pixel operation comes near one only from a deviation of two pixels on.
   *
   * @param sigma pixels
   */
  static Image blurred(Image image, double sigma) {
    int radius = (int) Math.ceil(4 * sigma);
    float[] kernel = new float[2 * radius + 1];
    float sum = 0;
    for (int i = -radius; i <= radius; i++) {
      kernel[i + radius] = (float) Math.exp(-i * i / (2 * sigma * sigma));
      sum += kernel[i + radius];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    BufferedImage padded = padded(image.pixels(), radius);
    BufferedImage across =
        new ConvolveOp(new Kernel(kernel.length, 1, kernel)).filter(padded, null);
    BufferedImage both = new ConvolveOp(new Kernel(1, kernel.length, kernel)).filter(across, null);
    return Image.of(both.getSubimage(radius, radius, image.width(), image.height()));
  }

  /** With the pixels of the edges repeated around it. */
  private static BufferedImage padded(BufferedImage pixels, int margin) {
    int width = pixels.getWidth();
    int height = pixels.getHeight();
    BufferedImage padded =
        new BufferedImage(width + 2 * margin, height + 2 * margin, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < padded.getHeight(); y++) {
      for (int x = 0; x < padded.getWidth(); x++) {
        int fromX = Math.clamp(x - margin, 0, width - 1);
        padded.setRGB(x, y, pixels.getRGB(fromX, Math.clamp(y - margin, 0, height - 1)));
      }
    }
    return padded;
  }

  /** The same grain on all three channels, so that its deviation is that of the luma. */
  static Image noisy(Image image, double sigma, Random random) {
    int[] pixels = image.packedPixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      double grain = random.nextGaussian() * sigma;
      pixels[i] = each(pixels[i], level -> level + grain);
    }
    return Image.ofPacked(image.width(), image.height(), false, pixels);
  }

  /**
   * @param gain multiplies the light, which is proportional to the level to the power of 2.2
   */
  static Image lit(Image image, double gain) {
    return changed(image, level -> 255 * Math.pow(gain, 1 / 2.2) * level / 255);
  }

  static Image gamma(Image image, double gamma) {
    return changed(image, level -> 255 * Math.pow(level / 255, 1 / gamma));
  }

  private static Image changed(Image image, DoubleUnaryOperator change) {
    int[] pixels = image.packedPixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = each(pixels[i], change);
    }
    return Image.ofPacked(image.width(), image.height(), false, pixels);
  }

  private static int each(int pixel, DoubleUnaryOperator change) {
    int result = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double level = change.applyAsDouble(pixel >> shift & 0xff);
      result |= Math.clamp(Math.round(level), 0, 255) << shift;
    }
    return result;
  }

  /**
   * @param quality of the JPEG, 0 to 1
   */
  static Image compressed(Image image, double quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality((float) quality);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image.pixels(), null, null), parameters);
      output.flush();
      return Image.of(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }
}
