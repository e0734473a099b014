package dev.rigel.perception.faces;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.perception.FaceDetector;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.pixels.Matrices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Finds faces with the two BlazeFace networks. The whole picture is looked at by both; then {@code
 * back} looks again at overlapping square parts, each half as wide as before, because in a large
 * picture the faces of a group are smaller than the network's grid. What these looks bring is only
 * a suspicion: both networks then take a closer look at each place, and their mean is the
 * confidence. Faces score .83 and more there; a headlight, a cat and a cup that passed the first
 * look stay below .61.
 */
public final class BlazeFaceDetector implements FaceDetector {
  private static final double SUSPECTED = 0.5;

  /** Higher in parts: there are many of them, and each is a chance to be wrong. */
  private static final double SUSPECTED_IN_PART = 0.6;

  private static final double CONFIRMED = 0.72;

  /** Side of the closer look in face widths. */
  private static final double CLOSER_LOOK = 2.2;

  private static final double SAME_FACE_CLOSER = 0.4;

  private static final double SAME_FACE = 0.3;
  private static final double WITHIN_ANOTHER = 0.7;
  private static final int SMALLEST_PART = 256;
  private static final int MOST_PARTS_A_LEVEL = 80;

  private final Networks networks;

  public BlazeFaceDetector(Networks networks) {
    this.networks = networks;
  }

  @Override
  public List<Region> faces(Image image, CallScope scope) {
    Network back = networks.network(BlazeFace.BACK.fileName(), scope);
    Network front = networks.network(BlazeFace.FRONT.fileName(), scope);
    return networks.call(
        scope,
        () -> {
          try (PointerScope _ = new PointerScope()) {
            Mat picture = Matrices.blueGreenRed(image.pixels());
            List<Face> candidates = new ArrayList<>();
            candidates.addAll(BlazeFace.BACK.candidates(picture, back, SUSPECTED, scope));
            candidates.addAll(BlazeFace.FRONT.candidates(picture, front, SUSPECTED, scope));
            candidates.addAll(inParts(picture, back, scope));
            List<Face> confirmed = new ArrayList<>();
            for (Face suspect : WeightedSuppression.reduced(candidates, SAME_FACE)) {
              scope.check();
              Face face = suspect.withConfidence(closerLook(picture, suspect, back, front, scope));
              if (face.confidence() >= CONFIRMED) {
                confirmed.add(face);
              }
            }
            return distinct(confirmed).stream()
                .map(face -> region(image, face))
                .sorted(Comparator.comparingDouble(region -> region.box().center().x()))
                .toList();
          }
        });
  }

  private static List<Face> inParts(Mat picture, Network back, CallScope scope) {
    List<Face> found = new ArrayList<>();
    int side = Math.min(picture.cols(), picture.rows()) / 2;
    while (side >= SMALLEST_PART) {
      int across = steps(picture.cols(), side);
      int down = steps(picture.rows(), side);
      if (across * down > MOST_PARTS_A_LEVEL) {
        break;
      }
      for (int row = 0; row < down; row++) {
        for (int column = 0; column < across; column++) {
          scope.check();
          int left = start(column, across, picture.cols(), side);
          int top = start(row, down, picture.rows(), side);
          found.addAll(inPart(picture, new Rect(left, top, side, side), back, scope));
        }
      }
      side /= 2;
    }
    return found;
  }

  /** How many parts of this side cover a length when each shares half with the next. */
  private static int steps(int length, int side) {
    return Math.max(1, (int) Math.ceil(2.0 * (length - side) / side) + 1);
  }

  private static int start(int index, int count, int length, int side) {
    return count == 1 ? 0 : (int) ((long) index * (length - side) / (count - 1));
  }

  /** Faces that lie wholly in the part; those cut by its edge lie wholly in another. */
  private static List<Face> inPart(Mat picture, Rect part, Network back, CallScope scope) {
    try (PointerScope _ = new PointerScope()) {
      Mat pixels = new Mat(picture, part);
      return BlazeFace.BACK.candidates(pixels, back, SUSPECTED_IN_PART, scope).stream()
          .filter(face ->
              face.left() >= 0
                  && face.top() >= 0
                  && face.right() <= part.width()
                  && face.bottom() <= part.height())
          .map(face -> face.moved(part.x(), part.y()))
          .toList();
    }
  }

  private static double closerLook(
      Mat picture, Face face, Network back, Network front, CallScope scope) {
    double reach = CLOSER_LOOK / 2 * (face.right() - face.left());
    double centerX = (face.left() + face.right()) / 2;
    double centerY = (face.top() + face.bottom()) / 2;
    int left = Math.clamp((int) (centerX - reach), 0, picture.cols() - 1);
    int top = Math.clamp((int) (centerY - reach), 0, picture.rows() - 1);
    int right = Math.clamp((int) (centerX + reach), left + 1, picture.cols());
    int bottom = Math.clamp((int) (centerY + reach), top + 1, picture.rows());
    try (PointerScope _ = new PointerScope()) {
      Mat around = new Mat(picture, new Rect(left, top, right - left, bottom - top));
      Face expected = face.moved(-left, -top);
      return (score(around, expected, BlazeFace.BACK, back, scope)
              + score(around, expected, BlazeFace.FRONT, front, scope))
          / 2;
    }
  }

  private static double score(
      Mat around, Face expected, BlazeFace kind, Network network, CallScope scope) {
    return kind.candidates(around, network, 0.05, scope).stream()
        .filter(seen -> seen.intersectionOverUnion(expected) > SAME_FACE_CLOSER)
        .mapToDouble(Face::confidence)
        .max()
        .orElse(0);
  }

  /** Without the parts of faces (an eye, a cheek) that a close look took for a face. */
  private static List<Face> distinct(List<Face> faces) {
    List<Face> bySize =
        faces.stream()
            .sorted(
                Comparator.comparingDouble(
                    face -> -(face.right() - face.left()) * (face.bottom() - face.top())))
            .toList();
    List<Face> distinct = new ArrayList<>();
    for (Face face : bySize) {
      if (distinct.stream().noneMatch(larger -> larger.contained(face) > WITHIN_ANOTHER)) {
        distinct.add(face);
      }
    }
    return distinct;
  }

  private static Region region(Image image, Face face) {
    int width = image.width();
    int height = image.height();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < Face.KEY_POINTS; i++) {
      points.add(
          new Point(
              Math.clamp(face.keyPointX(i) / width, 0.0, 1.0),
              Math.clamp(face.keyPointY(i) / height, 0.0, 1.0)));
    }
    return new Region(
        image.contentHash(),
        image.page(),
        OptionalDouble.empty(),
        Box.ofPixels(face.left(), face.top(), face.right(), face.bottom(), width, height),
        "face",
        "",
        Math.min(1, face.confidence()),
        points,
        Optional.empty(),
        OptionalDouble.empty());
  }
}
