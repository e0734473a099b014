package dev.rigel.perception.pixels;

import java.awt.image.BufferedImage;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures to OpenCV matrices. Native memory: call inside a {@code PointerScope}. */
public final class Matrices {
  private Matrices() {}

  /**
   * A copy with 8 bits a channel in the order blue, green, red; what shows through is white, as on
   * paper.
   */
  public static Mat blueGreenRed(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    boolean transparent = picture.getColorModel().hasAlpha();
    Mat matrix = new Mat(height, width, opencv_core.CV_8UC3);
    BytePointer target = matrix.data();
    int[] row = new int[width];
    byte[] bytes = new byte[3 * width];
    for (int y = 0; y < height; y++) {
      picture.getRaster().getDataElements(0, y, width, 1, row);
      for (int x = 0, at = 0; x < width; x++) {
        int pixel = transparent ? overWhite(row[x]) : row[x];
        bytes[at++] = (byte) pixel;
        bytes[at++] = (byte) (pixel >> 8);
        bytes[at++] = (byte) (pixel >> 16);
      }
      target.position((long) y * bytes.length).put(bytes, 0, bytes.length);
    }
    target.position(0);
    return matrix;
  }

  private static int overWhite(int argb) {
    int alpha = argb >>> 24;
    if (alpha == 255) {
      return argb;
    }
    int white = 255 * (255 - alpha);
    int red = ((argb >> 16 & 255) * alpha + white + 127) / 255;
    int green = ((argb >> 8 & 255) * alpha + white + 127) / 255;
    int blue = ((argb & 255) * alpha + white + 127) / 255;
    return red << 16 | green << 8 | blue;
  }

  /** The bytes of a matrix whose rows lie one after the other, copied. */
  public static byte[] bytes(Mat matrix) {
    if (!matrix.isContinuous()) {
      throw new IllegalArgumentException("the rows of the matrix do not lie together");
    }
    byte[] bytes = new byte[Math.toIntExact(matrix.total() * matrix.elemSize())];
    matrix.data().get(bytes);
    return bytes;
  }
}
