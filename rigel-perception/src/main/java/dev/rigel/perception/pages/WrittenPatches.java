package dev.rigel.perception.pages;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.convertScaleAbs;
import static org.bytedeco.opencv.global.opencv_core.minMaxLoc;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.Laplacian;
import static org.bytedeco.opencv.global.opencv_imgproc.boxFilter;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Square pieces of a page that hold the most edges, which is where it is written on. Native memory:
 * call inside a {@code PointerScope}.
 *
 * @param pageSide the page's shorter side in pixels, to which it is scaled before
 * @param side of a piece
 */
record WrittenPatches(int pageSide, int side) {
  /** At most so many, which overlap by less than half. */
  List<Mat> of(Mat page, int most) {
    Mat scaled = scaled(page);
    Mat written = written(scaled);
    List<Mat> patches = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      DoublePointer highest = new DoublePointer(1);
      Point at = new Point();
      minMaxLoc(written, new DoublePointer(1), highest, new Point(), at, new Mat());
      if (i > 0 && highest.get() <= 0) {
        break;
      }
      patches.add(new Mat(scaled, new Rect(at.x(), at.y(), side, side)).clone());
      Rect near = new Rect(at.x() - side / 2, at.y() - side / 2, side, side);
      rectangle(written, near, Scalar.all(0), FILLED, 8, 0);
    }
    return patches;
  }

  private Mat scaled(Mat page) {
    double factor = (double) pageSide / Math.min(page.cols(), page.rows());
    Size size =
        new Size(
            Math.max(side, (int) Math.round(page.cols() * factor)),
            Math.max(side, (int) Math.round(page.rows() * factor)));
    Mat scaled = new Mat();
    resize(page, scaled, size, 0, 0, factor < 1 ? INTER_AREA : INTER_LINEAR);
    return scaled;
  }

  /** For the top left corner of each possible piece, how much it holds. */
  private Mat written(Mat scaled) {
    Mat grey = new Mat();
    cvtColor(scaled, grey, COLOR_BGR2GRAY);
    Mat edges = new Mat();
    Laplacian(grey, edges, CV_32F);
    Mat strength = new Mat();
    convertScaleAbs(edges, strength);
    Mat sums = new Mat();
    boxFilter(strength, sums, CV_32F, new Size(side, side));
    int corners = side / 2;
    return new Mat(sums, new Rect(corners, corners, sums.cols() - side + 1, sums.rows() - side + 1))
        .clone();
  }
}
