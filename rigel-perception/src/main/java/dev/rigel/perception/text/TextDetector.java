package dev.rigel.perception.text;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.CHAIN_APPROX_SIMPLE;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.RETR_LIST;
import static org.bytedeco.opencv.global.opencv_imgproc.fillPoly;
import static org.bytedeco.opencv.global.opencv_imgproc.findContours;
import static org.bytedeco.opencv.global.opencv_imgproc.minAreaRect;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.rigel.base.CallScope;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Tensor;
import dev.rigel.perception.pixels.PixelTensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RotatedRect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds the lines of text in a picture with a differentiable-binarisation network (PP-OCRv6 small;
 * Liao et al., "Real-time Scene Text Detection with Differentiable Binarization").
 *
 * <p>Input {@code x} [1, 3, height, width], blue, green, red, sides multiples of 32; output [1, 1,
 * height, width], the probability 0 to 1 that a pixel belongs to the shrunk core of a line. The
 * growth is that of the network's authors; the mean and deviation are ImageNet's, in the order in
 * which the authors' own pipeline applies them. The two thresholds are lower than theirs (.3 and
 * .6): the network is unsure of faint and very small print, and what turns out not to be readable
 * is left out later.
 */
final class TextDetector {
  private static final double[] MEAN = {0.485 * 255, 0.456 * 255, 0.406 * 255};
  private static final double[] DEVIATION = {0.229 * 255, 0.224 * 255, 0.225 * 255};
  private static final float CORE_PROBABILITY = 0.2f;
  private static final double LINE_PROBABILITY = 0.4;
  private static final double GROWTH = 1.6;
  private static final double SHORTEST_CORE_SIDE = 3;
  private static final int SHORTER_SIDE_AT_LEAST = 736;

  /** More than any page holds; noise can make hundreds of thousands of specks. */
  private static final int MOST_LINES = 4_000;

  private final int longestSide;

  /**
   * @param longestSide pictures are shrunk to this many pixels before lines are looked for
   */
  TextDetector(int longestSide) {
    this.longestSide = longestSide;
  }

  /** In no particular order, in pixels of the picture. */
  List<Quadrilateral> lines(Mat picture, Network network, CallScope scope) {
    try (PointerScope _ = new PointerScope()) {
      Mat scaled = scaled(picture);
      float[] probabilities;
      try (Tensor input = PixelTensors.channelsFirst(scaled, MEAN, DEVIATION)) {
        probabilities = network.run(input, scope).getFirst().array();
      }
      scope.check();
      return lines(
          probabilities, scaled.cols(), scaled.rows(), picture.cols(), picture.rows(), scope);
    }
  }

  private Mat scaled(Mat picture) {
    int width = picture.cols();
    int height = picture.rows();
    double factor = Math.max(1, (double) SHORTER_SIDE_AT_LEAST / Math.min(width, height));
    factor = Math.min(factor, (double) longestSide / Math.max(width, height));
    Mat scaled = new Mat();
    resize(
        picture,
        scaled,
        new Size(roundedTo32(width * factor), roundedTo32(height * factor)),
        0,
        0,
        factor < 0.5 ? INTER_AREA : INTER_LINEAR);
    return scaled;
  }

  private static int roundedTo32(double length) {
    return Math.max(32, (int) Math.round(length / 32) * 32);
  }

  private static List<Quadrilateral> lines(
      float[] probabilities,
      int width,
      int height,
      int pictureWidth,
      int pictureHeight,
      CallScope scope) {
    Mat map = new Mat(height, width, CV_32FC1);
    new FloatPointer(map.data()).put(probabilities);
    byte[] core = new byte[probabilities.length];
    for (int i = 0; i < core.length; i++) {
      core[i] = (byte) (probabilities[i] > CORE_PROBABILITY ? 255 : 0);
    }
    Mat mask = new Mat(height, width, CV_8UC1);
    mask.data().put(core);
    MatVector contours = new MatVector();
    findContours(mask, contours, RETR_LIST, CHAIN_APPROX_SIMPLE);

    List<Quadrilateral> lines = new ArrayList<>();
    for (long i = 0; i < contours.size() && lines.size() < MOST_LINES; i++) {
      if (i % 256 == 0) {
        scope.check();
      }
      try (PointerScope _ = new PointerScope()) {
        RotatedRect box = minAreaRect(contours.get(i));
        if (Math.min(box.size().width(), box.size().height()) < SHORTEST_CORE_SIDE) {
          continue;
        }
        // OpenCV names a rectangle's angle by any of its four sides.
        int quarters = (int) Math.round(box.angle() / 90.0);
        boolean swapped = quarters % 2 != 0;
        double across = swapped ? box.size().height() : box.size().width();
        double down = swapped ? box.size().width() : box.size().height();
        double degrees = box.angle() - 90.0 * quarters;
        Quadrilateral inner =
            Quadrilateral.of(box.center().x(), box.center().y(), across, down, degrees);
        if (meanInside(map, inner) < LINE_PROBABILITY) {
          continue;
        }
        // The network draws lines shrunk by area * ratio / perimeter on every side; grow back.
        double growth = 2 * (across * down * GROWTH / (2 * (across + down)));
        lines.add(
            Quadrilateral.of(
                    box.center().x(), box.center().y(), across + growth, down + growth, degrees)
                .scaled(
                    (double) pictureWidth / width,
                    (double) pictureHeight / height,
                    pictureWidth,
                    pictureHeight));
      }
    }
    return lines;
  }

  private static double meanInside(Mat map, Quadrilateral place) {
    int left = map.cols();
    int top = map.rows();
    int right = 0;
    int bottom = 0;
    for (Quadrilateral.Corner corner : place.corners()) {
      left = Math.min(left, (int) Math.floor(corner.x()));
      top = Math.min(top, (int) Math.floor(corner.y()));
      right = Math.max(right, (int) Math.ceil(corner.x()));
      bottom = Math.max(bottom, (int) Math.ceil(corner.y()));
    }
    left = Math.clamp(left, 0, map.cols() - 1);
    top = Math.clamp(top, 0, map.rows() - 1);
    right = Math.clamp(right, left, map.cols() - 1);
    bottom = Math.clamp(bottom, top, map.rows() - 1);
    int width = right - left + 1;
    int height = bottom - top + 1;
    Mat inside = new Mat(height, width, CV_8UC1, Scalar.all(0));
    Point corners = new Point(4);
    int at = 0;
    for (Quadrilateral.Corner corner : place.corners()) {
      corners.position(at++).x((int) corner.x() - left).y((int) corner.y() - top);
    }
    Mat polygon = new Mat(4, 1, opencv_core.CV_32SC2, corners.position(0));
    fillPoly(inside, new MatVector(polygon), Scalar.all(1));
    return opencv_core.mean(new Mat(map, new Rect(left, top, width, height)), inside).get(0);
  }
}
