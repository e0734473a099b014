package dev.rigel.perception.bodies;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.perception.HandFinder;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.network.Tensor;
import dev.rigel.perception.pixels.Matrices;
import dev.rigel.perception.pixels.PixelTensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds hands with MediaPipe's networks: palms in the whole picture and in overlapping parts half
 * as wide, then, in a square around each palm turned so that its fingers point up, the 21 joints
 * and whether it is a hand at all. How the square lies follows MediaPipe's hand landmark graph.
 *
 * <p>The second network: input [1, 224, 224, 3], red, green, blue, 0 to 1; outputs the joints as x,
 * y and depth in pixels of the input [1, 63], the same in metres [1, 63], the probability of a hand
 * and of a right one.
 */
public final class MediaPipeHandFinder implements HandFinder {
  private static final double SUSPECTED = 0.5;
  private static final double CONFIRMED = 0.6;
  private static final int SIDE = 224;
  private static final int JOINTS = 21;

  /** Side of the square in sizes of the palm, and how far it is moved towards the fingers. */
  private static final double AROUND = 2.6;

  private static final double TOWARDS_FINGERS = 0.5;
  private static final int SMALLEST_PART = 200;
  private static final double SAME_HAND = 0.5;

  private final Networks networks;

  public MediaPipeHandFinder(Networks networks) {
    this.networks = networks;
  }

  @Override
  public List<Region> hands(Image image, CallScope scope) {
    Network palmNetwork = networks.network("hands-palm", scope);
    Network jointNetwork = networks.network("hands-joints", scope);
    return networks.call(
        scope,
        () -> {
          try (PointerScope _ = new PointerScope()) {
            Mat picture = Matrices.blueGreenRed(image.pixels());
            List<Region> hands = new ArrayList<>();
            for (Palm palm : palms(picture, palmNetwork, scope)) {
              scope.check();
              hand(image, picture, palm, jointNetwork, scope).ifPresent(hands::add);
            }
            return distinct(hands);
          }
        });
  }

  private static List<Palm> palms(Mat picture, Network network, CallScope scope) {
    List<Palm> palms = new ArrayList<>(Palm.in(picture, network, SUSPECTED, scope));
    int side = Math.min(picture.cols(), picture.rows()) / 2;
    if (side >= SMALLEST_PART) {
      for (int top : starts(picture.rows(), side)) {
        for (int left : starts(picture.cols(), side)) {
          scope.check();
          try (PointerScope _ = new PointerScope()) {
            Mat part = new Mat(picture, new Rect(left, top, side, side));
            Palm.in(part, network, SUSPECTED, scope)
                .forEach(palm -> palms.add(palm.moved(left, top)));
          }
        }
      }
    }
    return Palm.distinct(palms);
  }

  /** Of parts that share half with the next. */
  private static List<Integer> starts(int length, int side) {
    int count = (int) Math.ceil(2.0 * (length - side) / side) + 1;
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      starts.add((int) ((long) i * (length - side) / Math.max(1, count - 1)));
    }
    return starts;
  }

  private static Optional<Region> hand(
      Image image, Mat picture, Palm palm, Network network, CallScope scope) {
    double upX = palm.knuckleX() - palm.wristX();
    double upY = palm.knuckleY() - palm.wristY();
    double length = Math.max(1e-6, Math.hypot(upX, upY));
    double cosine = -upY / length;
    double sine = upX / length;
    double side = AROUND * palm.size();
    double centerX = palm.x() + TOWARDS_FINGERS * palm.size() * upX / length;
    double centerY = palm.y() + TOWARDS_FINGERS * palm.size() * upY / length;
    double scale = side / SIDE;
    // From the square's pixels to the picture's: turned by the hand's own turn, then moved.
    double[] toPicture = {
      scale * cosine, -scale * sine, centerX - side / 2 * (cosine - sine),
      scale * sine, scale * cosine, centerY - side / 2 * (sine + cosine)
    };
    List<Tensor> outputs;
    try (PointerScope _ = new PointerScope()) {
      Mat square = new Mat();
      warpAffine(
          picture,
          square,
          affine(toPicture),
          new Size(SIDE, SIDE),
          INTER_LINEAR | org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP,
          BORDER_CONSTANT,
          Scalar.all(0));
      try (Tensor input = PixelTensors.channelsLast(square, 1 / 255.0, 0)) {
        outputs = network.run(input, scope);
      }
    }
    double presence = outputs.get(2).array()[0];
    if (presence < CONFIRMED) {
      return Optional.empty();
    }
    float[] joints = outputs.get(1).array();
    List<Point> points = new ArrayList<>();
    for (int joint = 0; joint < JOINTS; joint++) {
      double x = joints[3 * joint];
      double y = joints[3 * joint + 1];
      points.add(
          new Point(
              Math.clamp(
                  (toPicture[0] * x + toPicture[1] * y + toPicture[2]) / image.width(), 0.0, 1.0),
              Math.clamp(
                  (toPicture[3] * x + toPicture[4] * y + toPicture[5]) / image.height(),
                  0.0,
                  1.0)));
    }
    return Optional.of(region(image, points, Math.min(presence, palm.confidence())));
  }

  private static Mat affine(double[] rows) {
    Mat matrix = new Mat(2, 3, CV_64F);
    new DoublePointer(matrix.data()).put(rows);
    return matrix;
  }

  private static List<Region> distinct(List<Region> hands) {
    List<Region> distinct = new ArrayList<>();
    hands.stream()
        .sorted(Comparator.comparingDouble(Region::confidence).reversed())
        .forEach(hand -> {
          if (distinct.stream()
              .noneMatch(other -> other.box().intersectionOverUnion(hand.box()) > SAME_HAND)) {
            distinct.add(hand);
          }
        });
    distinct.sort(Comparator.comparingDouble(hand -> hand.box().center().x()));
    return distinct;
  }

  private static Region region(Image image, List<Point> points, double confidence) {
    double left = points.stream().mapToDouble(Point::x).min().orElseThrow();
    double top = points.stream().mapToDouble(Point::y).min().orElseThrow();
    double right = points.stream().mapToDouble(Point::x).max().orElseThrow();
    double bottom = points.stream().mapToDouble(Point::y).max().orElseThrow();
    return new Region(
        image.contentHash(),
        image.page(),
        OptionalDouble.empty(),
        Box.ofEdges(left, top, right, bottom),
        "hand",
        "",
        Math.clamp(confidence, 0.0, 1.0),
        points,
        Optional.empty(),
        OptionalDouble.empty());
  }
}
