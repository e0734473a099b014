package dev.rigel.perception.pages;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.CHAIN_APPROX_SIMPLE;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.Canny;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_CLOSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.RETR_LIST;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_OTSU;
import static org.bytedeco.opencv.global.opencv_imgproc.approxPolyDP;
import static org.bytedeco.opencv.global.opencv_imgproc.arcLength;
import static org.bytedeco.opencv.global.opencv_imgproc.contourArea;
import static org.bytedeco.opencv.global.opencv_imgproc.convexHull;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.findContours;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import dev.rigel.base.CallScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds the sheet of paper in a photo: the largest quadrilateral whose four sides are steps from a
 * darker ground to brighter paper. The frame of the picture is none, so a scan that shows nothing
 * but its page has no outline. Native memory: call inside a {@code PointerScope}.
 */
final class PageOutline {
  /**
   * Longest side on which the sheet is looked for; its sides are then placed on the full picture.
   */
  private static final int LOOKED_AT = 800;

  /** Of the picture: less is a note on a desk, not a photo of a page. */
  private static final double LEAST_AREA = 0.1;

  /** A shape is as good as a quadrilateral when it fills this much of it. */
  private static final double FILLED = 0.9;

  private static final int[][] EDGES = {{30, 90}, {60, 180}};
  private static final int CLOSING = 7;
  private static final int CORNERS = 4;

  private PageOutline() {}

  /** The corners in pixels of the picture: top left, top right, bottom right, bottom left. */
  static Optional<Quadrilateral> of(Mat picture, CallScope scope) {
    double factor = Math.min(1, (double) LOOKED_AT / Math.max(picture.cols(), picture.rows()));
    Mat grey = new Mat();
    cvtColor(picture, grey, COLOR_BGR2GRAY);
    Mat small = new Mat();
    Size size =
        new Size(
            Math.max(1, (int) Math.round(picture.cols() * factor)),
            Math.max(1, (int) Math.round(picture.rows() * factor)));
    resize(grey, small, size, 0, 0, INTER_AREA);
    Mat smooth = new Mat();
    GaussianBlur(small, smooth, new Size(5, 5), 0);
    PaperEdges edges = new PaperEdges(smooth);
    List<Quadrilateral> candidates = new ArrayList<>();
    for (Mat shapes : shapes(smooth)) {
      scope.check();
      candidates.addAll(quadrilaterals(shapes));
    }
    return candidates.stream()
        .sorted(Comparator.comparingDouble(Quadrilateral::area).reversed())
        .map(edges::settled)
        .flatMap(Optional::stream)
        .findFirst()
        .map(found ->
            found.scaled(
                (double) picture.cols() / small.cols(), (double) picture.rows() / small.rows()));
  }

  /** What may be the sheet, white on black: what is bright, and what edges go around. */
  private static List<Mat> shapes(Mat grey) {
    List<Mat> shapes = new ArrayList<>();
    Mat kernel = getStructuringElement(MORPH_RECT, new Size(CLOSING, CLOSING));
    Mat bright = new Mat();
    threshold(grey, bright, 0, 255, THRESH_BINARY | THRESH_OTSU);
    // Text and pictures on the sheet are closed over.
    morphologyEx(bright, bright, MORPH_CLOSE, kernel);
    shapes.add(bright);
    for (int[] limits : EDGES) {
      Mat edges = new Mat(grey.rows(), grey.cols(), CV_8U);
      Canny(grey, edges, limits[0], limits[1]);
      morphologyEx(edges, edges, MORPH_CLOSE, kernel);
      shapes.add(edges);
    }
    return shapes;
  }

  private static List<Quadrilateral> quadrilaterals(Mat shapes) {
    double least = LEAST_AREA * shapes.cols() * shapes.rows();
    MatVector contours = new MatVector();
    findContours(shapes, contours, RETR_LIST, CHAIN_APPROX_SIMPLE);
    List<Quadrilateral> found = new ArrayList<>();
    for (long i = 0; i < contours.size(); i++) {
      Mat hull = new Mat();
      convexHull(contours.get(i), hull);
      double area = contourArea(hull);
      if (area >= least) {
        cornered(hull).filter(shape -> area >= FILLED * shape.area()).ifPresent(found::add);
      }
    }
    return found;
  }

  /** The hull with as little left out as makes four corners of it. */
  private static Optional<Quadrilateral> cornered(Mat hull) {
    double around = arcLength(hull, true);
    for (double share = 0.01; share <= 0.08; share += 0.01) {
      Mat corners = new Mat();
      approxPolyDP(hull, corners, share * around, true);
      if (corners.rows() < CORNERS) {
        return Optional.empty();
      }
      if (corners.rows() == CORNERS) {
        IntIndexer at = corners.createIndexer();
        double[][] points = new double[CORNERS][];
        for (int i = 0; i < CORNERS; i++) {
          points[i] = new double[] {at.get(i, 0, 0), at.get(i, 0, 1)};
        }
        return Optional.of(Quadrilateral.upright(points));
      }
    }
    return Optional.empty();
  }
}
