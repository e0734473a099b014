package dev.rigel.perception.text;

import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.rotate;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.perception.text.Quadrilateral.Corner;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How a whole page of text is turned, told by its own lines: which way they run, and which way
 * round the longest of them make sense. Lines are found and ordered much better on the upright
 * page.
 *
 * @param quarters clockwise, 0 to 3
 */
record PageTurn(int quarters) {
  private static final int FEWEST_LINES = 3;
  private static final int TRIED_LINES = 5;
  private static final double MOSTLY = 0.6;
  private static final double MAKES_SENSE = 0.75;

  static PageTurn of(List<Quadrilateral> lines, LineRecognizer recognizer, CallScope scope) {
    if (lines.size() < FEWEST_LINES) {
      return new PageTurn(0);
    }
    long vertical = lines.stream().filter(Quadrilateral::isVertical).count();
    int turn = vertical >= MOSTLY * lines.size() ? 1 : 0;
    List<Quadrilateral> longest =
        lines.stream()
            .filter(line -> line.isVertical() == (turn == 1))
            .sorted(
                Comparator.comparingDouble(
                    (Quadrilateral line) -> -Math.max(line.width(), line.height())))
            .limit(TRIED_LINES)
            .toList();
    double sense = sense(longest, turn, recognizer, scope);
    if (sense >= MAKES_SENSE) {
      return new PageTurn(turn);
    }
    double reversed = sense(longest, turn + 2, recognizer, scope);
    return new PageTurn(reversed > sense ? turn + 2 : turn);
  }

  /** Mean confidence of the lines when the reader is turned so. */
  private static double sense(
      List<Quadrilateral> lines, int quarters, LineRecognizer recognizer, CallScope scope) {
    return lines.stream()
        .mapToDouble(line -> recognizer.read(line.turned(quarters), scope).confidence())
        .average()
        .orElse(0);
  }

  boolean isNone() {
    return quarters == 0;
  }

  /** The page turned back; native memory: call inside a {@code PointerScope}. */
  Mat upright(Mat picture) {
    if (isNone()) {
      return picture;
    }
    int back =
        switch (quarters) {
          case 1 -> ROTATE_90_COUNTERCLOCKWISE;
          case 2 -> ROTATE_180;
          default -> ROTATE_90_CLOCKWISE;
        };
    Mat upright = new Mat();
    rotate(picture, upright, back);
    return upright;
  }

  /** A place on the upright page as a place in the picture, its reader turned along. */
  Quadrilateral inPicture(Quadrilateral place, Image image) {
    return new Quadrilateral(
        inPicture(place.topLeft(), image),
        inPicture(place.topRight(), image),
        inPicture(place.bottomRight(), image),
        inPicture(place.bottomLeft(), image));
  }

  private Corner inPicture(Corner corner, Image image) {
    return switch (quarters) {
      case 1 -> new Corner(image.width() - corner.y(), corner.x());
      case 2 -> new Corner(image.width() - corner.x(), image.height() - corner.y());
      case 3 -> new Corner(corner.y(), image.height() - corner.x());
      default -> corner;
    };
  }
}
