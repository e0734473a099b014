package dev.rigel.perception.templates;

import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.TM_CCOEFF_NORMED;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.matchTemplate;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.perception.TemplateFinder;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.pixels.Matrices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/**
 * Finds a small picture in a large one by normalised correlation of brightness: at its own size
 * first, then from half to double its size, then turned by quarters. What looks alike in a reduced
 * picture is verified in the full one, in colour: so a place that is merely dark where the template
 * is dark is not taken for it. Perspective and other angles are beyond it.
 */
public final class CorrelationTemplateFinder implements TemplateFinder {
  /** Correlation in the reduced picture from which a place is looked at closely. */
  private static final double WORTH_A_LOOK = 0.6;

  /** Correlation in full colour from which it is the template. */
  private static final double FOUND = 0.8;

  /** From here on other sizes are not tried: a blurred template also goes with its enlargement. */
  private static final double SURELY_THIS_SIZE = 0.95;

  /** Beside a good match, what is this much worse is something similar. */
  private static final double AS_GOOD = 0.1;

  private static final double SCALE_STEP = 1.12;
  private static final int SCALE_STEPS = 6;
  private static final double SAME_PLACE = 0.3;
  private static final int MOST_CANDIDATES = 400;
  private static final int MOST_MATCHES = 200;

  /**
   * The large picture is reduced to this for searching, unless the template would get too small.
   */
  private static final int SEARCHED_SIDE = 640;

  private static final int SMALLEST_TEMPLATE_SIDE = 14;
  private static final double FLAT_DEVIATION = 2;

  private final Networks networks;

  /** Correlation shares the lane of the networks. */
  public CorrelationTemplateFinder(Networks networks) {
    this.networks = networks;
  }

  /** In pixels of the picture. */
  private record Place(int x, int y, int width, int height) {
    double overlap(Place other) {
      double across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
      double down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
      if (across <= 0 || down <= 0) {
        return 0;
      }
      double shared = across * down;
      return shared / ((double) width * height + (double) other.width * other.height - shared);
    }
  }

  private record Match(Place place, double correlation) {}

  @Override
  public List<Region> find(Image image, Image template, CallScope scope) {
    return networks.call(
        scope,
        () -> {
          try (PointerScope _ = new PointerScope()) {
            Mat picture = Matrices.blueGreenRed(image.pixels());
            Mat pattern = Matrices.blueGreenRed(template.pixels());
            refuseFlat(pattern);
            return matches(picture, pattern, scope).stream()
                .map(match -> region(image, match))
                .toList();
          }
        });
  }

  private static void refuseFlat(Mat pattern) {
    Mat mean = new Mat();
    Mat deviation = new Mat();
    opencv_core.meanStdDev(grey(pattern), mean, deviation);
    if (new DoublePointer(deviation.data()).get() < FLAT_DEVIATION) {
      throw RigelException.invalid(
          "The template is of one plain colour; it would be found everywhere. Crop something with"
              + " a pattern.",
          "template");
    }
  }

  private static List<Match> matches(Mat picture, Mat pattern, CallScope scope) {
    List<Match> found = matches(picture, pattern, 0, 0, scope);
    if (found.isEmpty() || found.getFirst().correlation() < SURELY_THIS_SIZE) {
      found = matches(picture, pattern, -SCALE_STEPS, SCALE_STEPS, scope);
    }
    for (int turn : new int[] {ROTATE_90_CLOCKWISE, ROTATE_180, ROTATE_90_COUNTERCLOCKWISE}) {
      if (found.isEmpty()) {
        Mat turned = new Mat();
        rotate(pattern, turned, turn);
        found = matches(picture, turned, -SCALE_STEPS, SCALE_STEPS, scope);
      }
    }
    return found;
  }

  private static List<Match> matches(
      Mat picture, Mat pattern, int smallest, int largest, CallScope scope) {
    List<Match> verified = new ArrayList<>();
    for (int step = smallest; step <= largest; step++) {
      scope.check();
      try (PointerScope _ = new PointerScope()) {
        Mat scaled = scaled(pattern, Math.pow(SCALE_STEP, step));
        if (scaled.cols() > picture.cols() || scaled.rows() > picture.rows()) {
          break;
        }
        for (Match candidate : candidates(picture, scaled)) {
          scope.check();
          Match closer = verified(picture, scaled, candidate.place());
          if (closer.correlation() >= FOUND) {
            verified.add(closer);
          }
        }
      }
    }
    List<Match> distinct = distinct(verified, MOST_MATCHES);
    return distinct.stream()
        .filter(match -> match.correlation() >= distinct.getFirst().correlation() - AS_GOOD)
        .toList();
  }

  private static List<Match> candidates(Mat picture, Mat pattern) {
    int smallerSide = Math.min(pattern.cols(), pattern.rows());
    double reduction = (double) SEARCHED_SIDE / Math.max(picture.cols(), picture.rows());
    reduction = Math.max(reduction, (double) SMALLEST_TEMPLATE_SIDE / smallerSide);
    reduction = Math.min(1, reduction);
    Mat small = grey(scaled(picture, reduction));
    Mat smallPattern = grey(scaled(pattern, reduction));
    if (smallPattern.cols() > small.cols() || smallPattern.rows() > small.rows()) {
      return List.of();
    }
    Mat correlation = new Mat();
    matchTemplate(small, smallPattern, correlation, TM_CCOEFF_NORMED);
    List<Match> peaks = new ArrayList<>();
    float[] above = null;
    float[] row = row(correlation, 0);
    for (int y = 0; y < correlation.rows(); y++) {
      float[] below = y + 1 < correlation.rows() ? row(correlation, y + 1) : null;
      for (int x = 0; x < row.length; x++) {
        if (row[x] >= WORTH_A_LOOK && isPeak(above, row, below, x)) {
          Place place =
              new Place(
                  (int) Math.round(x / reduction),
                  (int) Math.round(y / reduction),
                  pattern.cols(),
                  pattern.rows());
          peaks.add(new Match(place, Math.min(1, row[x])));
        }
      }
      above = row;
      row = below == null ? row : below;
    }
    return distinct(peaks, MOST_CANDIDATES);
  }

  private static float[] row(Mat values, int y) {
    float[] row = new float[values.cols()];
    new FloatPointer(values.ptr(y)).get(row);
    return row;
  }

  private static boolean isPeak(
      float @Nullable [] above, float[] row, float @Nullable [] below, int x) {
    for (int i = Math.max(0, x - 1); i <= Math.min(row.length - 1, x + 1); i++) {
      if (row[i] > row[x]
          || (above != null && above[i] > row[x])
          || (below != null && below[i] > row[x])) {
        return false;
      }
    }
    return true;
  }

  /** The best place within a few pixels of a candidate, in full size and colour. */
  private static Match verified(Mat picture, Mat pattern, Place place) {
    try (PointerScope _ = new PointerScope()) {
      int margin =
          4
              + Math.max(picture.cols(), picture.rows()) / SEARCHED_SIDE
              + Math.min(pattern.cols(), pattern.rows()) / SMALLEST_TEMPLATE_SIDE;
      int left = Math.clamp(place.x() - margin, 0, picture.cols() - pattern.cols());
      int top = Math.clamp(place.y() - margin, 0, picture.rows() - pattern.rows());
      int right = Math.min(picture.cols(), place.x() + pattern.cols() + margin);
      int bottom = Math.min(picture.rows(), place.y() + pattern.rows() + margin);
      Mat around =
          new Mat(
              picture,
              new Rect(
                  left,
                  top,
                  Math.max(pattern.cols(), right - left),
                  Math.max(pattern.rows(), bottom - top)));
      Mat correlation = new Mat();
      matchTemplate(around, pattern, correlation, TM_CCOEFF_NORMED);
      double best = -1;
      int bestX = 0;
      int bestY = 0;
      for (int y = 0; y < correlation.rows(); y++) {
        float[] row = row(correlation, y);
        for (int x = 0; x < row.length; x++) {
          if (row[x] > best && row[x] <= 1.0001f) {
            best = row[x];
            bestX = x;
            bestY = y;
          }
        }
      }
      Place found = new Place(left + bestX, top + bestY, pattern.cols(), pattern.rows());
      return new Match(found, Math.clamp(best, 0.0, 1.0));
    }
  }

  private static List<Match> distinct(List<Match> matches, int most) {
    List<Match> distinct = new ArrayList<>();
    matches.stream()
        .sorted(Comparator.comparingDouble(Match::correlation).reversed())
        .forEach(match -> {
          if (distinct.size() < most
              && distinct.stream()
                  .noneMatch(better -> better.place().overlap(match.place()) > SAME_PLACE)) {
            distinct.add(match);
          }
        });
    return distinct;
  }

  private static Mat scaled(Mat picture, double factor) {
    if (factor == 1) {
      return picture;
    }
    Mat scaled = new Mat();
    resize(
        picture,
        scaled,
        new Size(
            Math.max(1, (int) Math.round(picture.cols() * factor)),
            Math.max(1, (int) Math.round(picture.rows() * factor))),
        0,
        0,
        factor < 1 ? INTER_AREA : INTER_LINEAR);
    return scaled;
  }

  private static Mat grey(Mat picture) {
    Mat grey = new Mat();
    cvtColor(picture, grey, COLOR_BGR2GRAY);
    return grey;
  }

  private static Region region(Image image, Match match) {
    Place place = match.place();
    return new Region(
        image.contentHash(),
        image.page(),
        OptionalDouble.empty(),
        Box.ofPixels(
            place.x(),
            place.y(),
            place.x() + place.width(),
            place.y() + place.height(),
            image.width(),
            image.height()),
        "match",
        "",
        match.correlation(),
        List.of(),
        Optional.empty(),
        OptionalDouble.empty());
  }
}
