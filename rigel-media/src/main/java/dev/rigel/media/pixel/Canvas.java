package dev.rigel.media.pixel;

import dev.rigel.media.Image;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** A copy of a picture that is drawn on, and how thick and large to draw on it. */
final class Canvas implements AutoCloseable {
  private final BufferedImage pixels;
  private final Graphics2D graphics;

  private Canvas(BufferedImage pixels) {
    this.pixels = pixels;
    this.graphics = pixels.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  static Canvas over(Image image) {
    return new Canvas(
        Image.ofPacked(
                image.width(),
                image.height(),
                image.hasAlpha(),
                Arrays.copyOf(image.packedPixels(), image.packedPixels().length))
            .pixels());
  }

  static Canvas blank(int width, int height, Color color) {
    Canvas canvas = new Canvas(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    canvas.graphics.setColor(color);
    canvas.graphics.fillRect(0, 0, width, height);
    return canvas;
  }

  Graphics2D graphics() {
    return graphics;
  }

  int width() {
    return pixels.getWidth();
  }

  int height() {
    return pixels.getHeight();
  }

  /** Pixels; seen well when the picture fills a screen. */
  double lineWidth() {
    return Math.max(2, Math.max(width(), height()) / 400.0);
  }

  /** Pixels of an em, likewise. */
  double textSize() {
    return Math.max(13, Math.max(width(), height()) / 60.0);
  }

  /**
   * Text on a filled background, moved so that it lies inside the picture.
   *
   * @param left of the background
   * @param bottom of the background
   */
  void label(String text, double left, double bottom, Color background) {
    Lettering lettering = Lettering.bundled();
    double size = textSize();
    double padding = size * 0.3;
    String shown = lettering.fitted(text, size, width() - 2 * padding);
    double labelWidth = lettering.width(shown, size) + 2 * padding;
    double labelHeight =
        (lettering.capitalHeight() + lettering.descent()) * size + 2 * padding * 0.7;
    double x = Math.max(0, Math.min(left, width() - labelWidth));
    double y = Math.max(labelHeight, Math.min(bottom, height()));
    graphics.setColor(background);
    graphics.fill(new Rectangle2D.Double(x, y - labelHeight, labelWidth, labelHeight));
    graphics.setColor(Palette.textOn(background));
    lettering.draw(
        graphics, shown, x + padding, y - padding * 0.7 - lettering.descent() * size, size);
  }

  Image image() {
    return Image.of(pixels);
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}
