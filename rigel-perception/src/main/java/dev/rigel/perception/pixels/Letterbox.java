package dev.rigel.perception.pixels;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A picture fitted into the middle of a black square with its proportions kept, and the way back
 * from the square's pixels to the picture's.
 *
 * @param side the square's side in pixels
 * @param factor square pixels a picture pixel
 * @param left free columns beside the picture
 * @param top free rows above it
 */
public record Letterbox(int side, double factor, int left, int top) {
  public static Letterbox of(int pictureWidth, int pictureHeight, int side) {
    double factor = (double) side / Math.max(pictureWidth, pictureHeight);
    return new Letterbox(
        side,
        factor,
        (side - scaled(pictureWidth, factor)) / 2,
        (side - scaled(pictureHeight, factor)) / 2);
  }

  private static int scaled(int length, double factor) {
    return Math.max(1, (int) Math.round(length * factor));
  }

  /** Native memory: call inside a {@code PointerScope}. */
  public Mat square(Mat picture) {
    Size size = new Size(scaled(picture.cols(), factor), scaled(picture.rows(), factor));
    Mat fitted = new Mat();
    resize(picture, fitted, size, 0, 0, factor < 1 ? INTER_AREA : INTER_LINEAR);
    Mat square = new Mat(side, side, picture.type(), Scalar.all(0));
    fitted.copyTo(new Mat(square, new Rect(left, top, size.width(), size.height())));
    return square;
  }

  /** From the square's pixels to the picture's; may lie outside the picture. */
  public double pictureX(double squareX) {
    return (squareX - left) / factor;
  }

  public double pictureY(double squareY) {
    return (squareY - top) / factor;
  }
}
