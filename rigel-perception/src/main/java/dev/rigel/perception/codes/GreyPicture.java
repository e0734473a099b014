package dev.rigel.perception.codes;

import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;

/** The brightness of a picture, 0 black to 255 white, on which found codes are painted over. */
final class GreyPicture {
  private final BufferedImage grey;

  private GreyPicture(BufferedImage grey) {
    this.grey = grey;
  }

  /** A copy; what shows through is white, as on paper. */
  static GreyPicture of(BufferedImage picture) {
    return drawn(picture, new AffineTransform(), picture.getWidth(), picture.getHeight(), false);
  }

  int width() {
    return grey.getWidth();
  }

  int height() {
    return grey.getHeight();
  }

  int at(int x, int y) {
    return grey.getRaster()
        .getSample(Math.clamp(x, 0, width() - 1), Math.clamp(y, 0, height() - 1), 0);
  }

  GreyPicture scaled(double scale) {
    int width = Math.max(1, (int) Math.round(width() * scale));
    int height = Math.max(1, (int) Math.round(height() * scale));
    return drawn(
        grey,
        AffineTransform.getScaleInstance((double) width / width(), (double) height / height()),
        width,
        height,
        scale != 1);
  }

  GreyPicture transformed(AffineTransform transform, int width, int height) {
    return drawn(grey, transform, width, height, true);
  }

  private static GreyPicture drawn(
      BufferedImage from, AffineTransform transform, int width, int height, boolean smooth) {
    BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = to.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    if (smooth) {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    }
    graphics.drawImage(from, transform, null);
    graphics.dispose();
    return new GreyPicture(to);
  }

  LuminanceSource luminance() {
    byte[] bytes = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
    return new PlanarYUVLuminanceSource(bytes, width(), height(), 0, 0, width(), height(), false);
  }

  void paintOver(List<Spot> corners) {
    Path2D outline = new Path2D.Double();
    outline.moveTo(corners.getFirst().x(), corners.getFirst().y());
    corners.forEach(corner -> outline.lineTo(corner.x(), corner.y()));
    outline.closePath();
    Graphics2D graphics = grey.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fill(outline);
    graphics.dispose();
  }
}
