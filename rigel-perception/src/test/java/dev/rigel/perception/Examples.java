package dev.rigel.perception;

import dev.rigel.media.Image;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The pictures under {@code examples/}, and the same pictures placed otherwise. */
public final class Examples {
  private Examples() {}

  public static BufferedImage pixels(String name) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("examples").resolve(name);
      if (Files.isRegularFile(file)) {
        try {
          return ImageIO.read(file.toFile());
        } catch (IOException e) {
          throw new IllegalStateException(file.toString(), e);
        }
      }
    }
    throw new IllegalStateException("no example " + name);
  }

  public static Image image(String name) {
    return Image.of(pixels(name));
  }

  /** On a white canvas just large enough, turned clockwise about its middle. */
  public static BufferedImage turned(BufferedImage picture, double degrees) {
    double radians = Math.toRadians(degrees);
    double cosine = Math.abs(Math.cos(radians));
    double sine = Math.abs(Math.sin(radians));
    int width = (int) Math.round(picture.getWidth() * cosine + picture.getHeight() * sine);
    int height = (int) Math.round(picture.getWidth() * sine + picture.getHeight() * cosine);
    AffineTransform transform = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
    transform.rotate(radians);
    transform.translate(-picture.getWidth() / 2.0, -picture.getHeight() / 2.0);
    return drawn(canvas(width, height, Color.WHITE), picture, transform);
  }

  public static BufferedImage canvas(int width, int height, Color color) {
    BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return canvas;
  }

  /** Pasted at a place, scaled. */
  public static BufferedImage pasted(
      BufferedImage canvas, BufferedImage picture, double x, double y, double scale) {
    AffineTransform transform = AffineTransform.getTranslateInstance(x, y);
    transform.scale(scale, scale);
    return drawn(canvas, picture, transform);
  }

  private static BufferedImage drawn(
      BufferedImage canvas, BufferedImage picture, AffineTransform transform) {
    Graphics2D graphics = canvas.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(picture, transform, null);
    graphics.dispose();
    return canvas;
  }
}
