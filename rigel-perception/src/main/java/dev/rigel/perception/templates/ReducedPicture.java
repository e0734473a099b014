package dev.rigel.perception.templates;

import dev.rigel.media.Image;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture so small that the template in one scale covers only a few pixels of it, in which every
 * pixel is tried as the template's centre in every angle. Bands of rows may be scanned side by
 * side.
 */
final class ReducedPicture {
  /** Side of a square of the template's area, in pixels of the reduced picture. */
  private static final double SIDE = 14;

  /** The same of an elongated template's shorter side. */
  private static final double SHORTER_SIDE = 12;

  /** Very large pictures are reduced further, whatever is looked for in them. */
  private static final double MOST_PIXELS = 6e6;

  /** Pixels between two points that are compared: as smooth as the picture is, none are missed. */
  private static final double SPACING = 2;

  /** Pixels by which a point may be off, on average, halfway between two angles or scales. */
  private static final double TOLERANCE = 0.75;

  private static final double LEAST_DEVIATION = 1.5;
  private static final double FAINTEST = 0.2;

  private final double scale;
  private final double factor;
  private final int width;
  private final int height;
  private final float[] values;
  private final List<TurnedPattern> turns;
  private final float[] best;
  private final float[] angles;
  private final double leastVariance;

  private ReducedPicture(
      double scale,
      double factor,
      Image reduced,
      float[] values,
      List<TurnedPattern> turns,
      double deviation) {
    this.scale = scale;
    this.factor = factor;
    this.width = reduced.width();
    this.height = reduced.height();
    this.values = values;
    this.turns = turns;
    this.best = new float[values.length];
    this.angles = new float[values.length];
    double least = Math.max(LEAST_DEVIATION, FAINTEST * deviation);
    this.leastVariance = least * least;
  }

  static ReducedPicture of(Image picture, Image template, double scale) {
    double side = Math.sqrt((double) template.width() * template.height()) * scale;
    double shorter = Math.min(template.width(), template.height()) * scale;
    double fits = Math.sqrt(MOST_PIXELS / ((double) picture.width() * picture.height()));
    double factor = Math.min(Math.min(1, fits), Math.max(SIDE / side, SHORTER_SIDE / shorter));
    Image reduced =
        picture.shrunk(
            Math.max(1, (int) Math.round(picture.width() * factor)),
            Math.max(1, (int) Math.round(picture.height() * factor)));
    Pattern pattern =
        Pattern.of(
            template,
            points(template.width(), scale * factor),
            points(template.height(), scale * factor));
    Brightness brightness = Brightness.alongMost(pattern.colors());
    double step = 2 * TOLERANCE / (radius(template) * scale * factor);
    double round = pattern.isSymmetric() ? Math.PI : 2 * Math.PI;
    int count = (int) Math.ceil(round / step);
    List<TurnedPattern> turns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      turns.add(TurnedPattern.of(pattern, brightness, round * i / count, scale * factor));
    }
    return new ReducedPicture(
        scale, factor, reduced, brightness.smoothed(reduced), turns, pattern.deviation());
  }

  private static int points(int length, double factor) {
    return Math.clamp(Math.round(length * factor / SPACING), Math.min(3, length), length);
  }

  /** Root mean square of the distance of the template's points from its centre, in its pixels. */
  static double radius(Image template) {
    return Math.hypot(template.width(), template.height()) / Math.sqrt(12);
  }

  /** Between two scales that follow one another: the same tolerance as between angles. */
  static double scaleStep(Image template) {
    double side = Math.sqrt((double) template.width() * template.height());
    return 1 + 2 * TOLERANCE / (radius(template) * SIDE / side);
  }

  int height() {
    return height;
  }

  /** Tries every pixel of some rows. */
  void scan(int firstRow, int endRow) {
    RowSums sums = new RowSums(width);
    for (TurnedPattern turn : turns) {
      int from = Math.max(firstRow, turn.reachDown());
      int end = Math.min(endRow, height - turn.reachDown());
      int length = width - 2 * turn.reachAcross();
      for (int y = from; y < end && length > 0; y++) {
        int start = y * width + turn.reachAcross();
        sums.add(values, start, length, turn);
        keep(sums, start, length, turn);
      }
    }
  }

  private void keep(RowSums sums, int start, int length, TurnedPattern turn) {
    float least = (float) (leastVariance * turn.count());
    for (int x = 0; x < length; x++) {
      float spread = sums.spread(x, turn.count());
      float product = Math.max(sums.product(x), sums.oppositeProduct(x));
      float reached = best[start + x];
      if (spread > least && product > 0 && product * product > reached * reached * spread) {
        best[start + x] = product / (float) Math.sqrt(spread);
        boolean opposite = sums.oppositeProduct(x) > sums.product(x);
        angles[start + x] = (float) (turn.angle() + (opposite ? Math.PI : 0));
      }
    }
  }

  /** Pixels that correlate well and none of their neighbours better. */
  List<Climb.Scored> peaks(double least) {
    List<Climb.Scored> peaks = new ArrayList<>();
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        if (best[at] >= least && isPeak(at)) {
          Pose pose = new Pose((x + 0.5) / factor, (y + 0.5) / factor, angles[at], scale);
          peaks.add(new Climb.Scored(pose, best[at]));
        }
      }
    }
    return peaks;
  }

  private boolean isPeak(int at) {
    for (int row = at - width; row <= at + width; row += width) {
      if (best[row - 1] > best[at] || best[row] > best[at] || best[row + 1] > best[at]) {
        return false;
      }
    }
    return true;
  }
}
