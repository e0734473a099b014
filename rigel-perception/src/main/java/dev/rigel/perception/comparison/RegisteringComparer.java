package dev.rigel.perception.comparison;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.erode;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.perception.Comparison;
import dev.rigel.perception.PictureComparer;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.pixels.Matrices;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Lays the second picture over the first, gives it the first one's light and looks where they still
 * differ. Both are reduced to 640 pixels for it. Moves, turns and changes of size are undone; a
 * change of perspective is not.
 */
public final class RegisteringComparer implements PictureComparer {
  private static final int COMPARED_SIDE = 640;

  /** Pixels at the border of what both show, where a resampled picture is not sure. */
  private static final int BORDER = 4;

  private static final int CHANNELS = 3;

  private final Networks networks;

  /** Comparing shares the lane of the networks. */
  public RegisteringComparer(Networks networks) {
    this.networks = networks;
  }

  @Override
  public Comparison compare(Image first, Image second, CallScope scope) {
    return networks.call(
        scope,
        () -> {
          try (PointerScope _ = new PointerScope()) {
            Mat one = reduced(first);
            Mat two = reduced(second);
            Optional<Placement> placement = new Registration(grey(one)).of(grey(two));
            scope.check();
            return placement
                .map(p -> compared(first, second, one, two, p))
                .orElse(Comparison.UNRELATED);
          }
        });
  }

  private static Mat reduced(Image image) {
    Mat picture = Matrices.blueGreenRed(image.pixels());
    double factor = (double) COMPARED_SIDE / Math.max(picture.cols(), picture.rows());
    if (factor >= 1) {
      return picture;
    }
    Mat small = new Mat();
    Size size =
        new Size(
            Math.max(1, (int) Math.round(picture.cols() * factor)),
            Math.max(1, (int) Math.round(picture.rows() * factor)));
    resize(picture, small, size, 0, 0, INTER_AREA);
    return small;
  }

  private static Mat grey(Mat picture) {
    Mat grey = new Mat();
    cvtColor(picture, grey, COLOR_BGR2GRAY);
    return grey;
  }

  private static Comparison compared(
      Image first, Image second, Mat one, Mat two, Placement placement) {
    int rows = one.rows();
    int columns = one.cols();
    boolean[] shown = shown(two, placement, one.size());
    float[] base = values(one);
    float[] laid = values(Registration.laidOver(two, placement, one.size()));
    new LightCorrection(base, laid, shown, rows, columns).apply();
    List<Region> changes =
        new ChangedAreas(rows, columns, shown)
            .of(base, laid).stream().map(area -> region(first, area, columns, rows)).toList();
    double enlargement = (double) second.width() / two.cols() * one.cols() / first.width();
    return new Comparison(
        true,
        StructuralSimilarity.mean(luma(base), luma(laid), shown, rows, columns),
        changes,
        // What the second is turned by is undone by the placement.
        -placement.degrees(),
        enlargement / placement.scale(),
        share(shown));
  }

  private static float[] values(Mat picture) {
    Mat values = new Mat();
    picture.convertTo(values, CV_32F);
    return Floats.of(values);
  }

  /** Which pixels of the first the second shows too. */
  private static boolean[] shown(Mat two, Placement placement, Size size) {
    Mat cover = new Mat(two.size(), CV_8UC1, Scalar.all(255));
    Mat laid = Registration.laidOver(cover, placement, size);
    Mat inner = new Mat();
    // Beyond the first picture's own border nothing is missing: only what the second lacks shrinks.
    erode(laid, inner, new Mat(2 * BORDER + 1, 2 * BORDER + 1, CV_8UC1, Scalar.all(1)));
    byte[] marks = Matrices.bytes(inner);
    boolean[] shown = new boolean[marks.length];
    for (int i = 0; i < marks.length; i++) {
      shown[i] = (marks[i] & 255) == 255;
    }
    return shown;
  }

  private static double share(boolean[] shown) {
    int count = 0;
    for (boolean pixel : shown) {
      count += pixel ? 1 : 0;
    }
    return (double) count / shown.length;
  }

  private static float[] luma(float[] values) {
    float[] luma = new float[values.length / CHANNELS];
    for (int i = 0; i < luma.length; i++) {
      luma[i] =
          0.114f * values[CHANNELS * i]
              + 0.587f * values[CHANNELS * i + 1]
              + 0.299f * values[CHANNELS * i + 2];
    }
    return luma;
  }

  private static Region region(Image first, ChangedAreas.Area area, int columns, int rows) {
    Box box =
        Box.ofPixels(
            area.left(),
            area.top(),
            area.left() + area.width(),
            area.top() + area.height(),
            columns,
            rows);
    double confidence = area.strength() / (area.strength() + ChangedAreas.WEAK);
    return new Region(first.contentHash(), box, "change", "", confidence);
  }
}
