package dev.rigel.media.pixel;

import dev.rigel.media.Image;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** A copy of a picture that is drawn on, and how thick and large to draw on it. */
final class Canvas implements AutoCloseable {
  /** From this many labels on they get smaller. */
  private static final double CROWDED = 15;

  private static final double SMALLEST_TEXT = 11;

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

  /** How much of what is drawn from now on covers what is there: 0 nothing to 1 all. */
  void setOpacity(double opacity) {
    graphics.setComposite(
        AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) Math.clamp(opacity, 0.0, 1.0)));
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

  /** Likewise, smaller where many labels share the picture. */
  double textSize(int labels) {
    double share = Math.clamp(Math.sqrt(CROWDED / Math.max(1, labels)), 0.6, 1);
    return Math.max(SMALLEST_TEXT, textSize() * share);
  }

  /**
   * A text with its background.
   *
   * @param size pixels of an em
   * @param width of the background
   * @param height likewise
   */
  record Label(String text, double size, double width, double height) {
    double padding() {
      return size * 0.3;
    }
  }

  /** A label no wider than the picture. */
  Label fitted(String text, double size) {
    Lettering lettering = Lettering.bundled();
    double padding = size * 0.3;
    String shown = lettering.fitted(text, size, width() - 2 * padding);
    return new Label(
        shown,
        size,
        lettering.width(shown, size) + 2 * padding,
        (lettering.capitalHeight() + lettering.descent()) * size + 2 * padding * 0.7);
  }

  /** Writes the label on its filled background. */
  void draw(Label label, Rectangle2D place, Color background) {
    Lettering lettering = Lettering.bundled();
    graphics.setColor(background);
    graphics.fill(place);
    graphics.setColor(Palette.textOn(background));
    double baseline = place.getMaxY() - label.padding() * 0.7 - lettering.descent() * label.size();
    lettering.draw(graphics, label.text(), place.getX() + label.padding(), baseline, label.size());
  }

  Image image() {
    return Image.of(pixels);
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}
