package dev.rigel.perception.comparison;

import static org.bytedeco.opencv.global.opencv_calib3d.RANSAC;
import static org.bytedeco.opencv.global.opencv_calib3d.estimateAffinePartial2D;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.CV_64FC1;
import static org.bytedeco.opencv.global.opencv_core.NORM_L2;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.createHanningWindow;
import static org.bytedeco.opencv.global.opencv_imgproc.phaseCorrelate;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.DMatchVectorVector;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2d;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_features2d.BFMatcher;
import org.bytedeco.opencv.opencv_features2d.SIFT;

/**
 * Finds how a second picture lies over a first: by feature points (SIFT, Lowe 2004) on which most
 * agree (RANSAC), as it is, and moved as phase correlation says (Kuglin and Hines, 1975) where
 * there are too few points. Of these the one counts with which details of both correlate best.
 */
final class Registration {
  private static final int MOST_POINTS = 1_500;

  /** Layers an octave, contrast, edge ratio and smoothing of SIFT: those of its paper. */
  private static final int LAYERS = 3;

  private static final double LEAST_CONTRAST = 0.04;
  private static final double EDGE_RATIO = 10;
  private static final double SMOOTHING = 1.6;

  /** Lowe's ratio of the best to the second best match. */
  private static final double DISTINCT = 0.75;

  /** Of a picture that is moved by phase correlation. */
  private static final int SMALLEST_SIDE = 16;

  private static final double POINT_TOLERANCE = 2;
  private static final int RANSAC_ROUNDS = 2_000;
  private static final double RANSAC_SURE = 0.995;
  private static final int REFINEMENTS = 10;
  private static final int FEWEST_AGREEING = 10;
  private static final double LARGEST_SCALE = 4;

  /** Sides whose ratio differs by less than this may be the same picture at another size. */
  private static final double SAME_SHAPE = 0.02;

  /** Correlation of details from which two pictures show the same thing. */
  private static final double RELATED = 0.3;

  /** A picture that needs no move is not moved for less than this. */
  private static final double WORTH_MOVING = 0.003;

  /** Of the first picture, seen in the second. */
  private static final double LEAST_SHARED = 0.15;

  /** Details between these two deviations are compared: neither noise nor light. */
  private static final double FINE = 1.2;

  private static final double COARSE = 8;

  private final Mat first;
  private final Mat details;

  /**
   * @param first 8 bits, grey
   */
  Registration(Mat first) {
    this.first = first;
    this.details = details(first);
  }

  /** A placement and how well the details of both pictures correlate with it, -1 to 1. */
  private record Candidate(Placement placement, double correlation) {}

  /** Where the second lies; empty when the pictures show different things. */
  Optional<Placement> of(Mat second) {
    Mat detailsOfSecond = details(second);
    Optional<Candidate> best = Optional.empty();
    for (Placement placement : placements(second)) {
      double correlation = correlation(detailsOfSecond, placement);
      double least = best.map(b -> b.correlation() + WORTH_MOVING).orElse(RELATED);
      if (correlation > least) {
        best = Optional.of(new Candidate(placement, correlation));
      }
    }
    return best.map(Candidate::placement);
  }

  private List<Placement> placements(Mat second) {
    List<Placement> placements = new ArrayList<>();
    double across = (double) first.cols() / second.cols();
    double down = (double) first.rows() / second.rows();
    if (Math.abs(across / down - 1) < SAME_SHAPE) {
      placements.add(new Placement(across, 0, 0, 0));
    }
    byPoints(second).ifPresent(placements::add);
    boolean tiny = Math.min(first.rows(), first.cols()) < SMALLEST_SIDE;
    if (Math.abs(across / down - 1) < SAME_SHAPE && !tiny) {
      placements.add(byPhase(second, across));
    }
    return placements;
  }

  private Optional<Placement> byPoints(Mat second) {
    SIFT finder = SIFT.create(MOST_POINTS, LAYERS, LEAST_CONTRAST, EDGE_RATIO, SMOOTHING, false);
    KeyPointVector points = new KeyPointVector();
    KeyPointVector pointsOfSecond = new KeyPointVector();
    Mat descriptions = new Mat();
    Mat descriptionsOfSecond = new Mat();
    finder.detectAndCompute(first, new Mat(), points, descriptions);
    finder.detectAndCompute(second, new Mat(), pointsOfSecond, descriptionsOfSecond);
    if (points.size() < FEWEST_AGREEING || pointsOfSecond.size() < FEWEST_AGREEING) {
      return Optional.empty();
    }
    DMatchVectorVector matches = new DMatchVectorVector();
    new BFMatcher(NORM_L2, false).knnMatch(descriptionsOfSecond, descriptions, matches, 2);
    List<float[]> pairs = new ArrayList<>();
    for (long i = 0; i < matches.size(); i++) {
      var pair = matches.get(i);
      if (pair.size() == 2 && pair.get(0).distance() < DISTINCT * pair.get(1).distance()) {
        var from = pointsOfSecond.get(pair.get(0).queryIdx()).pt();
        var to = points.get(pair.get(0).trainIdx()).pt();
        pairs.add(new float[] {from.x(), from.y(), to.x(), to.y()});
      }
    }
    return agreed(pairs);
  }

  private static Optional<Placement> agreed(List<float[]> pairs) {
    if (pairs.size() < FEWEST_AGREEING) {
      return Optional.empty();
    }
    Mat agreeing = new Mat();
    Mat matrix =
        estimateAffinePartial2D(
            points(pairs, 0),
            points(pairs, 2),
            agreeing,
            RANSAC,
            POINT_TOLERANCE,
            RANSAC_ROUNDS,
            RANSAC_SURE,
            REFINEMENTS);
    if (matrix.empty() || countNonZero(agreeing) < FEWEST_AGREEING) {
      return Optional.empty();
    }
    double[] m = new double[6];
    new DoublePointer(matrix.data()).get(m);
    Placement placement = new Placement(m[0], m[3], m[2], m[5]);
    boolean sane = placement.scale() < LARGEST_SCALE && placement.scale() > 1 / LARGEST_SCALE;
    return sane ? Optional.of(placement) : Optional.empty();
  }

  private static Mat points(List<float[]> pairs, int offset) {
    float[] values = new float[2 * pairs.size()];
    for (int i = 0; i < pairs.size(); i++) {
      values[2 * i] = pairs.get(i)[offset];
      values[2 * i + 1] = pairs.get(i)[offset + 1];
    }
    Mat points = new Mat(pairs.size(), 1, CV_32FC2);
    new FloatPointer(points.data()).put(values);
    return points;
  }

  private Placement byPhase(Mat second, double scale) {
    Mat sized = new Mat();
    resize(second, sized, first.size(), 0, 0, INTER_LINEAR);
    Mat window = new Mat();
    createHanningWindow(window, first.size(), CV_32F);
    Point2d move = phaseCorrelate(floats(sized), floats(first), window, new DoublePointer(1));
    return new Placement(scale, 0, move.x(), move.y());
  }

  /** How well what both show correlates; -1 when they share too little. */
  private double correlation(Mat detailsOfSecond, Placement placement) {
    Mat laid = laidOver(detailsOfSecond, placement, first.size());
    Mat covered = laidOver(ones(detailsOfSecond), placement, first.size());
    float[] one = Floats.of(details);
    float[] two = Floats.of(laid);
    float[] cover = Floats.of(covered);
    double squares = 0;
    double squaresOfSecond = 0;
    double products = 0;
    int shared = 0;
    for (int i = 0; i < one.length; i++) {
      if (cover[i] > 0.99) {
        shared++;
        squares += one[i] * one[i];
        squaresOfSecond += two[i] * two[i];
        products += one[i] * two[i];
      }
    }
    if (shared < LEAST_SHARED * one.length || squares == 0 || squaresOfSecond == 0) {
      return bothFlat(squares, squaresOfSecond, shared, one.length) ? 1 : -1;
    }
    return products / Math.sqrt(squares * squaresOfSecond);
  }

  /** Two pictures of one colour each lie over each other in any way. */
  private static boolean bothFlat(double one, double two, int shared, int all) {
    return one == 0 && two == 0 && shared >= LEAST_SHARED * all;
  }

  private static Mat ones(Mat like) {
    return new Mat(like.size(), CV_32FC1, Scalar.all(1));
  }

  private static Mat details(Mat grey) {
    Mat values = floats(grey);
    Mat fine = new Mat();
    Mat coarse = new Mat();
    GaussianBlur(values, fine, new Size(0, 0), FINE);
    GaussianBlur(values, coarse, new Size(0, 0), COARSE);
    Mat details = new Mat();
    subtract(fine, coarse, details);
    return details;
  }

  private static Mat floats(Mat grey) {
    Mat values = new Mat();
    grey.convertTo(values, CV_32F);
    return values;
  }

  /** The second picture on the grid of the first; black where it shows nothing. */
  static Mat laidOver(Mat second, Placement placement, Size size) {
    Mat matrix = new Mat(2, 3, CV_64FC1);
    new DoublePointer(matrix.data())
        .put(
            placement.a(),
            -placement.b(),
            placement.dx(),
            placement.b(),
            placement.a(),
            placement.dy());
    Mat laid = new Mat();
    warpAffine(second, laid, matrix, size);
    return laid;
  }
}
