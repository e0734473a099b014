package dev.rigel.benchmarks;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A picture that is as hard to decode as a photo: soft colours at every scale, edges of things, and
 * a sensor's grain. The same for the same seed.
 */
final class SyntheticPhoto {
  private static final float QUALITY = 0.9f;

  /**
   * Cells along the longer side, coarse to fine; each octave is half as strong as the one before.
   */
  private static final int[] OCTAVES = {4, 8, 16, 32, 64, 128, 256, 512};

  private static final int THINGS = 120;

  /** Standard deviation of the grain, in levels of 255: a phone's camera indoors. */
  private static final double GRAIN = 5;

  private final int width;
  private final int height;
  private final long seed;

  SyntheticPhoto(int width, int height, long seed) {
    this.width = width;
    this.height = height;
    this.seed = seed;
  }

  byte[] jpeg() throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    paintSurfaces(image, random);
    paintThings(image, random);
    addGrain(image, random);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /**
   * Random colours on coarse and fine grids, each drawn smoothly over the whole picture and mixed.
   */
  private void paintSurfaces(BufferedImage image, Random random) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    for (int octave = 0; octave < OCTAVES.length; octave++) {
      int cells = OCTAVES[octave];
      BufferedImage grid = new BufferedImage(cells, cells, BufferedImage.TYPE_INT_ARGB);
      int opacity = Math.max(16, 255 >> octave);
      for (int y = 0; y < cells; y++) {
        for (int x = 0; x < cells; x++) {
          grid.setRGB(x, y, opacity << 24 | random.nextInt(1 << 24));
        }
      }
      graphics.drawImage(grid, 0, 0, width, height, null);
    }
    graphics.dispose();
  }

  private void paintThings(BufferedImage image, Random random) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    for (int i = 0; i < THINGS; i++) {
      int size = 20 + random.nextInt(width / 8);
      graphics.setColor(new Color(random.nextInt(1 << 24) | 0xa0 << 24, true));
      int x = random.nextInt(width);
      int y = random.nextInt(height);
      if (random.nextBoolean()) {
        graphics.fillOval(x, y, size, size / 2 + random.nextInt(size));
      } else {
        graphics.fillRect(x, y, size, 1 + random.nextInt(size));
      }
    }
    graphics.dispose();
  }

  private void addGrain(BufferedImage image, Random random) {
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int pixel = row[x];
        row[x] =
            grained(pixel >> 16 & 0xff, random) << 16
                | grained(pixel >> 8 & 0xff, random) << 8
                | grained(pixel & 0xff, random);
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
  }

  private static int grained(int level, Random random) {
    return Math.clamp(Math.round(level + random.nextGaussian() * GRAIN), 0, 255);
  }
}
