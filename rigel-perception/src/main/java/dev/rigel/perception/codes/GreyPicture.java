package dev.rigel.perception.codes;

import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** The brightness of a picture, 0 black to 255 white. */
final class GreyPicture {
  private final BufferedImage grey;
  private final byte[] bytes;
  private final int width;
  private final int height;

  private GreyPicture(BufferedImage grey) {
    this.grey = grey;
    this.bytes = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
    this.width = grey.getWidth();
    this.height = grey.getHeight();
  }

  /** A copy; what shows through is white, as on paper. */
  static GreyPicture of(BufferedImage picture) {
    return drawn(picture, new AffineTransform(), picture.getWidth(), picture.getHeight(), false);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int at(int x, int y) {
    int row = Math.clamp(y, 0, height - 1) * width;
    return bytes[row + Math.clamp(x, 0, width - 1)] & 255;
  }

  /** Brightness between pixels, by their distances; pixels have their middles at a half. */
  double between(double x, double y) {
    double left = Math.floor(x - 0.5);
    double top = Math.floor(y - 0.5);
    double right = x - 0.5 - left;
    double below = y - 0.5 - top;
    int column = (int) left;
    int row = (int) top;
    return (1 - below) * ((1 - right) * at(column, row) + right * at(column + 1, row))
        + below * ((1 - right) * at(column, row + 1) + right * at(column + 1, row + 1));
  }

  /** A copy. Native memory: call inside a {@code PointerScope}. */
  Mat matrix() {
    Mat matrix = new Mat(height, width, opencv_core.CV_8UC1);
    matrix.data().put(bytes, 0, bytes.length);
    return matrix;
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
    return new PlanarYUVLuminanceSource(bytes, width(), height(), 0, 0, width(), height(), false);
  }
}
