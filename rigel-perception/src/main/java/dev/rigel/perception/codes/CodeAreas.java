package dev.rigel.perception.codes;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.magnitude;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_CLOSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.Sobel;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponents;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;

import dev.rigel.base.CallScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds the places in a picture where edges stand closely together and go one way (stripes) or two
 * perpendicular ways (modules). Steep and faint edges are looked at apart, and so are wide and
 * narrow ones: a quiet zone must keep a code apart from what surrounds it, while its own gaps
 * close.
 *
 * <p>The directions of an area's edges are summed as complex numbers of twice and four times their
 * angle: the length of the sum, 0 to 1, tells how much they go one way or two, its angle tells
 * which (Bigün and Granlund, "Optimal orientation detection of linear symmetry", 1987).
 */
final class CodeAreas {
  private static final int[] STEEPNESS = {14, 40, 110};
  private static final int[] CLOSED_GAPS = {5, 9, 15, 27};
  private static final double STRIPED = 0.72;
  private static final double IN_TWO_DIRECTIONS = 0.28;
  private static final double LEAST_FILLED = 0.5;
  private static final int MOST_PARTS = 40;
  private static final int SHORTEST_SIDE = 9;
  private static final int LONGEST_OF_KIND = 24;

  private final int width;
  private final int height;
  private final float[] gradientX;
  private final float[] gradientY;
  private final Mat steepness;

  private CodeAreas(Mat grey) {
    width = grey.cols();
    height = grey.rows();
    Mat smooth = new Mat();
    GaussianBlur(grey, smooth, new Size(3, 3), 0.8);
    Mat x = new Mat();
    Mat y = new Mat();
    // The kernel's weights sum to 8 a grey level a pixel.
    Sobel(smooth, x, CV_32F, 1, 0, 3, 0.25, 0, opencv_core.BORDER_DEFAULT);
    Sobel(smooth, y, CV_32F, 0, 1, 3, 0.25, 0, opencv_core.BORDER_DEFAULT);
    steepness = new Mat();
    magnitude(x, y, steepness);
    gradientX = values(x);
    gradientY = values(y);
  }

  /**
   * The strongest first.
   *
   * @param grey 8 bits; call inside a {@code PointerScope}
   */
  static List<CodeArea> in(Mat grey, CallScope scope) {
    CodeAreas areas = new CodeAreas(grey);
    List<CodeArea> found = new ArrayList<>();
    for (int steep : STEEPNESS) {
      for (int gap : CLOSED_GAPS) {
        scope.check();
        found.addAll(areas.at(steep, gap));
      }
    }
    found.addAll(joined(found));
    found.sort(Comparator.comparingDouble(CodeArea::strength).reversed());
    List<CodeArea> distinct = new ArrayList<>();
    int[] ofKind = new int[2];
    for (CodeArea area : found) {
      int kind = area.striped() ? 1 : 0;
      if (ofKind[kind] < LONGEST_OF_KIND && distinct.stream().noneMatch(area::isLike)) {
        distinct.add(area);
        ofKind[kind]++;
      }
    }
    return distinct;
  }

  /** Parts of one code in a row, which a wide bar keeps apart. */
  private static List<CodeArea> joined(List<CodeArea> parts) {
    List<CodeArea> strongest =
        parts.stream()
            .sorted(Comparator.comparingDouble(CodeArea::strength).reversed())
            .limit(MOST_PARTS)
            .toList();
    List<CodeArea> joined = new ArrayList<>();
    for (int i = 0; i < strongest.size(); i++) {
      for (int j = i + 1; j < strongest.size(); j++) {
        strongest.get(i).joined(strongest.get(j)).ifPresent(joined::add);
      }
    }
    return joined;
  }

  private List<CodeArea> at(int steep, int gap) {
    try (PointerScope _ = new PointerScope()) {
      Mat steepPlaces = new Mat();
      opencv_core.compare(
          steepness,
          new Mat(1, 1, CV_32F, new org.bytedeco.opencv.opencv_core.Scalar(steep)),
          steepPlaces,
          opencv_core.CMP_GT);
      Mat closed = new Mat();
      morphologyEx(
          steepPlaces, closed, MORPH_CLOSE, getStructuringElement(MORPH_RECT, new Size(gap, gap)));
      // Bridges as thin as a line, such as a frame or a scratch, do not join areas.
      morphologyEx(
          closed,
          closed,
          org.bytedeco.opencv.global.opencv_imgproc.MORPH_OPEN,
          getStructuringElement(MORPH_RECT, new Size(gap, gap)));
      Mat labels = new Mat();
      int count = connectedComponents(closed, labels, 4, opencv_core.CV_32S);
      return areas(labels(labels), count);
    }
  }

  private List<CodeArea> areas(int[] labels, int count) {
    double[][] sums = new double[count][7];
    for (int i = 0; i < labels.length; i++) {
      double[] sum = sums[labels[i]];
      double x = gradientX[i];
      double y = gradientY[i];
      double square = x * x + y * y;
      // Twice the angle, of a length that is the squared steepness; four times the same way.
      double x2 = x * x - y * y;
      double y2 = 2 * x * y;
      sum[0]++;
      sum[1] += square;
      sum[2] += x2;
      sum[3] += y2;
      if (square > 0) {
        sum[4] += (x2 * x2 - y2 * y2) / square;
        sum[5] += 2 * x2 * y2 / square;
      }
    }
    double[] angles = new double[count];
    double[] cosines = new double[count];
    double[] sines = new double[count];
    for (int label = 1; label < count; label++) {
      angles[label] = angle(sums[label]);
      cosines[label] = Math.cos(angles[label]);
      sines[label] = Math.sin(angles[label]);
    }
    double[][] reach = new double[count][];
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i];
      if (label == 0 || sums[label][0] < SHORTEST_SIDE * SHORTEST_SIDE) {
        continue;
      }
      double x = i % width + 0.5;
      double y = (double) (i / width) + 0.5;
      double along = x * cosines[label] + y * sines[label];
      double across = y * cosines[label] - x * sines[label];
      double[] edges = reach[label];
      if (edges == null) {
        reach[label] = new double[] {along, along, across, across};
      } else {
        edges[0] = Math.min(edges[0], along);
        edges[1] = Math.max(edges[1], along);
        edges[2] = Math.min(edges[2], across);
        edges[3] = Math.max(edges[3], across);
      }
    }
    List<CodeArea> areas = new ArrayList<>();
    for (int label = 1; label < count; label++) {
      if (reach[label] != null) {
        add(areas, sums[label], angles[label], reach[label]);
      }
    }
    return areas;
  }

  private static double oneWay(double[] sum) {
    return Math.hypot(sum[2], sum[3]) / Math.max(1e-9, sum[1]);
  }

  private static double twoWays(double[] sum) {
    return Math.hypot(sum[4], sum[5]) / Math.max(1e-9, sum[1]);
  }

  /** The direction in which brightness changes, of stripes; else that of one of two directions. */
  private static double angle(double[] sum) {
    return oneWay(sum) >= STRIPED ? Math.atan2(sum[3], sum[2]) / 2 : Math.atan2(sum[5], sum[4]) / 4;
  }

  private static void add(List<CodeArea> areas, double[] sum, double angle, double[] edges) {
    double length = edges[1] - edges[0] + 1;
    double height = edges[3] - edges[2] + 1;
    double filled = sum[0] / (length * height);
    double order = Math.max(oneWay(sum), twoWays(sum));
    if (Math.min(length, height) < SHORTEST_SIDE
        || filled < LEAST_FILLED
        || order < IN_TWO_DIRECTIONS) {
      return;
    }
    double along = (edges[0] + edges[1]) / 2;
    double across = (edges[2] + edges[3]) / 2;
    Spot center =
        new Spot(
            along * Math.cos(angle) - across * Math.sin(angle),
            along * Math.sin(angle) + across * Math.cos(angle));
    double strength =
        filled * filled * order * order * Math.log(1 + sum[1] / sum[0]) * Math.sqrt(sum[0]);
    areas.add(new CodeArea(center, angle, length, height, oneWay(sum) >= STRIPED, strength));
  }

  private static float[] values(Mat matrix) {
    float[] values = new float[Math.toIntExact(matrix.total())];
    new FloatPointer(matrix.data()).get(values);
    return values;
  }

  private static int[] labels(Mat matrix) {
    int[] values = new int[Math.toIntExact(matrix.total())];
    new IntPointer(matrix.data()).get(values);
    return values;
  }
}
