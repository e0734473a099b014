package dev.rigel.perception.pages;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.getPerspectiveTransform;
import static org.bytedeco.opencv.global.opencv_imgproc.warpPerspective;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.pixel.Resize;
import dev.rigel.media.pixel.Rotate;
import dev.rigel.perception.ink.Skew;
import dev.rigel.perception.pixels.Matrices;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Makes a flat page of a photo or a crooked scan of one. A photo in which a sheet lies on a darker
 * ground becomes that sheet, seen from straight above and in its own proportions; a page that fills
 * the picture is turned until its lines are level. What is straight already stays as it is.
 */
public final class FlatPage {
  /** Degrees from level or upright below which a side, and so the whole sheet, is straight. */
  private static final double STRAIGHT = 0.5;

  private static final double LEAST_TURN = 0.3;
  private static final double MOST_TURN = 15;

  /** Lines of text gain far more from being level; pictures without lines less. */
  private static final double LEAST_GAIN = 1.12;

  /** Longest side on which the turn is looked for. */
  private static final int LOOKED_AT = 1600;

  private FlatPage() {}

  /**
   * @return the same picture when there is nothing to straighten
   */
  public static Image of(Image picture, CallScope scope) {
    try (PointerScope _ = new PointerScope()) {
      Mat pixels = Matrices.blueGreenRed(picture.pixels());
      Optional<Quadrilateral> sheet = PageOutline.of(pixels, scope);
      if (sheet.isPresent()) {
        return isStraight(sheet.get()) ? picture : flattened(pixels, sheet.get());
      }
    }
    Skew skew = Skew.of(Resize.within(picture, LOOKED_AT), MOST_TURN, scope);
    return Math.abs(skew.degrees()) < LEAST_TURN || skew.gain() < LEAST_GAIN
        ? picture
        : Rotate.clockwise(picture, -skew.degrees());
  }

  private static boolean isStraight(Quadrilateral sheet) {
    double[][] corners = sheet.corners();
    for (int i = 0; i < corners.length; i++) {
      double[] from = corners[i];
      double[] to = corners[(i + 1) % corners.length];
      double along = Math.toDegrees(Math.atan2(to[1] - from[1], to[0] - from[0]));
      if (Math.abs(along - 90 * Math.rint(along / 90)) > STRAIGHT) {
        return false;
      }
    }
    return true;
  }

  private static Image flattened(Mat picture, Quadrilateral sheet) {
    double aspect = SheetAspect.of(sheet, picture.cols(), picture.rows());
    double width = Math.max(sheet.width(), sheet.height() * aspect);
    int across = Math.max(1, (int) Math.round(width));
    int down = Math.max(1, (int) Math.round(width / aspect));
    Mat turn =
        getPerspectiveTransform(
            points(sheet.corners()),
            points(new double[][] {{0, 0}, {across, 0}, {across, down}, {0, down}}));
    Mat flat = new Mat();
    warpPerspective(
        picture,
        flat,
        turn,
        new Size(across, down),
        INTER_CUBIC,
        BORDER_REPLICATE,
        Scalar.all(255));
    return image(flat);
  }

  private static Mat points(double[][] corners) {
    Mat points = new Mat(corners.length, 1, CV_32FC2);
    FloatIndexer at = points.createIndexer();
    for (int i = 0; i < corners.length; i++) {
      at.put(i, 0, 0, (float) corners[i][0]);
      at.put(i, 0, 1, (float) corners[i][1]);
    }
    return points;
  }

  private static Image image(Mat blueGreenRed) {
    byte[] bytes = Matrices.bytes(blueGreenRed);
    int[] packed = new int[bytes.length / 3];
    for (int i = 0; i < packed.length; i++) {
      packed[i] =
          (bytes[3 * i + 2] & 255) << 16 | (bytes[3 * i + 1] & 255) << 8 | (bytes[3 * i] & 255);
    }
    return Image.ofPacked(blueGreenRed.cols(), blueGreenRed.rows(), false, packed);
  }
}
