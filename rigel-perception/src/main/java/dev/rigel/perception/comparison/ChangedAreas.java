package dev.rigel.perception.comparison;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.split;
import static org.bytedeco.opencv.global.opencv_imgproc.CHAIN_APPROX_SIMPLE;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2YCrCb;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_CLOSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.RETR_EXTERNAL;
import static org.bytedeco.opencv.global.opencv_imgproc.boundingRect;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponents;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.erode;
import static org.bytedeco.opencv.global.opencv_imgproc.findContours;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Where two pictures that lie over each other differ. A pixel differs by what it is outside the
 * range of the other picture's pixels around it, so that edges which are a pixel off do not count.
 * Areas are kept that differ strongly somewhere, and grow as far as they differ weakly
 * (hysteresis).
 */
final class ChangedAreas {
  /**
   * In pixels of the compared pictures.
   *
   * @param strength mean difference in levels of 255
   */
  record Area(int left, int top, int width, int height, double strength) {}

  /** Deviation of the Gaussian that keeps noise out of the brightness. */
  private static final double NOISE_SMOOTHING = 1;

  /** The same for colour, of which JPEG keeps half the detail and less. */
  private static final double COLOR_SMOOTHING = 3;

  /** Pixels around one in whose range the other may lie. */
  private static final int TOLERANCE = 2;

  /** Levels that are seen as a change, however quiet the pictures are. */
  private static final double STRONG = 22;

  static final double WEAK = 11;

  /** Times the typical difference. */
  private static final double STRONG_NOISE = 7;

  private static final double WEAK_NOISE = 3.5;
  private static final double DEVIATION_OF_MEDIAN = 1.4826;

  /** Share of the picture below which an area is a speck. */
  private static final double SMALLEST = 0.0003;

  private static final int CLOSING = 5;

  /** Areas nearer than this share of the longer side are one. */
  private static final double TOGETHER = 0.02;

  private static final int CHANNELS = 3;

  private final int rows;
  private final int columns;
  private final boolean[] valid;

  ChangedAreas(int rows, int columns, boolean[] valid) {
    this.rows = rows;
    this.columns = columns;
    this.valid = valid;
  }

  /** Largest first. */
  List<Area> of(float[] first, float[] second) {
    float[] differences = differences(smooth(first), smooth(second));
    double typical = typical(differences);
    double strong = Math.max(STRONG, STRONG_NOISE * typical);
    double weak = Math.max(WEAK, WEAK_NOISE * typical);
    Mat changed = kept(differences, weak, strong);
    return grouped(changed, differences);
  }

  /** As brightness and two differences of colour, each smoothed as it needs. */
  private Mat smooth(float[] values) {
    Mat parted = new Mat();
    cvtColor(Floats.matrix(values, rows, columns), parted, COLOR_BGR2YCrCb);
    MatVector channels = new MatVector();
    split(parted, channels);
    for (int i = 0; i < CHANNELS; i++) {
      double deviation = i == 0 ? NOISE_SMOOTHING : COLOR_SMOOTHING;
      GaussianBlur(channels.get(i), channels.get(i), new Size(0, 0), deviation);
    }
    Mat smooth = new Mat();
    merge(channels, smooth);
    return smooth;
  }

  /** For each pixel, by how many levels it leaves the range of the other; the worst channel. */
  private float[] differences(Mat first, Mat second) {
    Mat around = ellipse(2 * TOLERANCE + 1);
    float[] one = Floats.of(first);
    float[] two = Floats.of(second);
    float[] most = Floats.of(dilated(first, around));
    float[] least = Floats.of(eroded(first, around));
    float[] mostOfSecond = Floats.of(dilated(second, around));
    float[] leastOfSecond = Floats.of(eroded(second, around));
    float[] differences = new float[valid.length];
    for (int i = 0; i < one.length; i++) {
      float outside =
          Math.max(
              Math.max(one[i] - mostOfSecond[i], leastOfSecond[i] - one[i]),
              Math.max(two[i] - most[i], least[i] - two[i]));
      int pixel = i / CHANNELS;
      if (valid[pixel]) {
        differences[pixel] = Math.max(differences[pixel], outside);
      }
    }
    return differences;
  }

  private double typical(float[] differences) {
    float[] seen = new float[differences.length];
    int count = 0;
    for (int i = 0; i < differences.length; i++) {
      if (valid[i]) {
        seen[count++] = differences[i];
      }
    }
    float[] sorted = Arrays.copyOf(seen, count);
    Arrays.sort(sorted);
    return count == 0 ? 0 : DEVIATION_OF_MEDIAN * sorted[count / 2];
  }

  /** The weakly changed parts in which what is strongly changed is more than a speck. */
  private Mat kept(float[] differences, double weak, double strong) {
    byte[] marks = new byte[differences.length];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = (byte) (differences[i] > weak ? 255 : 0);
    }
    Mat weakly = bytes(marks);
    morphologyEx(weakly, weakly, MORPH_CLOSE, ellipse(CLOSING));
    Mat labels = new Mat();
    int count = connectedComponents(weakly, labels);
    int[] label = Ints.of(labels);
    int[] strongly = new int[count];
    for (int i = 0; i < label.length; i++) {
      strongly[label[i]] += differences[i] > strong ? 1 : 0;
    }
    byte[] kept = new byte[marks.length];
    for (int i = 0; i < kept.length; i++) {
      boolean large = strongly[label[i]] >= SMALLEST * marks.length;
      kept[i] = (byte) (label[i] > 0 && large ? 255 : 0);
    }
    return bytes(kept);
  }

  /** Parts near each other as one area. */
  private List<Area> grouped(Mat changed, float[] differences) {
    int reach = Math.max(1, (int) (TOGETHER * Math.max(rows, columns)));
    Mat grown = dilated(changed, ellipse(2 * (reach / 2) + 1));
    MatVector contours = new MatVector();
    findContours(grown.clone(), contours, RETR_EXTERNAL, CHAIN_APPROX_SIMPLE);
    byte[] marks = new byte[differences.length];
    changed.data().get(marks);
    List<Area> areas = new ArrayList<>();
    for (long i = 0; i < contours.size(); i++) {
      areas.add(area(boundingRect(contours.get(i)), marks, differences));
    }
    areas.sort(Comparator.comparingInt((Area a) -> a.width() * a.height()).reversed());
    return areas;
  }

  /** The smallest box around the changed pixels in a box. */
  private Area area(Rect box, byte[] marks, float[] differences) {
    int left = columns;
    int top = rows;
    int right = 0;
    int bottom = 0;
    double sum = 0;
    int count = 0;
    for (int y = box.y(); y < box.y() + box.height(); y++) {
      for (int x = box.x(); x < box.x() + box.width(); x++) {
        if (marks[y * columns + x] != 0) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x + 1);
          bottom = Math.max(bottom, y + 1);
          sum += differences[y * columns + x];
          count++;
        }
      }
    }
    return new Area(left, top, right - left, bottom - top, sum / Math.max(1, count));
  }

  private Mat bytes(byte[] values) {
    Mat matrix = new Mat(rows, columns, CV_8UC1);
    matrix.data().put(values, 0, values.length);
    return matrix;
  }

  private static Mat ellipse(int side) {
    return getStructuringElement(MORPH_ELLIPSE, new Size(side, side));
  }

  private static Mat dilated(Mat matrix, Mat shape) {
    Mat result = new Mat();
    dilate(matrix, result, shape);
    return result;
  }

  private static Mat eroded(Mat matrix, Mat shape) {
    Mat result = new Mat();
    erode(matrix, result, shape);
    return result;
  }
}
