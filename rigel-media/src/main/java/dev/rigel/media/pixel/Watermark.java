package dev.rigel.media.pixel;

import dev.rigel.media.Image;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Marks a picture as somebody's: a text or a picture, once at a corner or all over it. */
public final class Watermark {
  /** Width of a mark at a corner, and of each of those all over, as a share of the picture's. */
  private static final double CORNER_SHARE = 0.22;

  private static final double TILE_SHARE = 0.28;
  private static final double MARGIN = 0.02;
  private static final double TURN = Math.toRadians(-30);

  private Watermark() {}

  /** White letters with a dark rim, so that they are seen on any ground; transparent around. */
  public static Image ofText(String text) {
    Lettering lettering = Lettering.bundled();
    double size = 96;
    String line = lettering.fitted(text, size, 40 * size);
    int rim = 6;
    int width = (int) Math.ceil(lettering.width(line, size)) + 2 * rim;
    int height =
        (int) Math.ceil((lettering.capitalHeight() + lettering.descent()) * size) + 2 * rim;
    BufferedImage pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = pixels.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      lettering.drawRimmed(
          graphics,
          line,
          rim,
          rim + lettering.capitalHeight() * size,
          size,
          Color.WHITE,
          new Color(0x202020),
          rim);
    } finally {
      graphics.dispose();
    }
    return Image.of(pixels);
  }

  /** The mark once. */
  public static Image at(Image image, Image mark, Corner corner, double opacity) {
    Image fitted = fitted(mark, image, CORNER_SHARE);
    double margin = MARGIN * Math.max(image.width(), image.height());
    return painted(
        image,
        opacity,
        graphics ->
            graphics.drawImage(
                fitted.pixels(),
                (int) Math.round(corner.left(fitted.width(), image.width(), margin)),
                (int) Math.round(corner.top(fitted.height(), image.height(), margin)),
                null));
  }

  /** The mark again and again, slanted, every second row shifted by half a step. */
  public static Image allOver(Image image, Image mark, double opacity) {
    Image fitted = fitted(mark, image, TILE_SHARE);
    double stepX = fitted.width() * 1.5;
    double stepY = Math.max(fitted.height() * 3.0, fitted.width() * 0.45);
    double reach = Math.hypot(image.width(), image.height()) / 2;
    return painted(
        image,
        opacity,
        graphics -> {
          graphics.translate(image.width() / 2.0, image.height() / 2.0);
          graphics.rotate(TURN);
          int rows = (int) Math.ceil(reach / stepY) + 1;
          int columns = (int) Math.ceil(reach / stepX) + 1;
          for (int row = -rows; row <= rows; row++) {
            for (int column = -columns; column <= columns; column++) {
              double shift = Math.floorMod(row, 2) * stepX / 2;
              graphics.drawImage(
                  fitted.pixels(),
                  (int) Math.round(column * stepX + shift - fitted.width() / 2.0),
                  (int) Math.round(row * stepY - fitted.height() / 2.0),
                  null);
            }
          }
        });
  }

  private interface Painting {
    void on(Graphics2D graphics);
  }

  private static Image painted(Image image, double opacity, Painting painting) {
    try (Canvas canvas = Canvas.over(image)) {
      canvas.setOpacity(opacity);
      canvas
          .graphics()
          .setRenderingHint(
              RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      painting.on(canvas.graphics());
      return canvas.image();
    }
  }

  /** The mark at a share of the picture's width, and never more than that of its height. */
  private static Image fitted(Image mark, Image image, double share) {
    double scale =
        Math.min(share * image.width() / mark.width(), share * image.height() / mark.height());
    return Resize.scaled(mark, scale);
  }
}
