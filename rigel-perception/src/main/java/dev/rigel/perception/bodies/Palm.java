package dev.rigel.perception.bodies;

import dev.rigel.base.CallScope;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Tensor;
import dev.rigel.perception.pixels.Letterbox;
import dev.rigel.perception.pixels.PixelTensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A palm as MediaPipe's palm detector sees it (Zhang et al., "MediaPipe Hands", 2020), in pixels.
 *
 * <p>Input [1, 256, 256, 3], red, green, blue, -1 to 1, letterboxed. Output [1, 2944, 19], a row
 * for each anchor: the logit of the score, the box's middle relative to the anchor and its size in
 * pixels of the input, then seven points relative to the anchor. Anchors are cell middles: 2 a cell
 * at stride 8, 2 at stride 16, 6 at stride 32.
 *
 * @param wristX the first point
 * @param knuckleX the third, where the middle finger begins
 */
record Palm(
    double x,
    double y,
    double size,
    double wristX,
    double wristY,
    double knuckleX,
    double knuckleY,
    double confidence) {
  private static final int SIDE = 256;
  private static final int[] STRIDES = {8, 16, 32};
  private static final int[] ANCHORS = {2, 2, 6};
  private static final int COLUMNS = 19;

  static List<Palm> in(Mat picture, Network network, double threshold, CallScope scope) {
    Letterbox letterbox = Letterbox.of(picture.cols(), picture.rows(), SIDE);
    float[] rows;
    try (Tensor input = PixelTensors.channelsLast(letterbox.square(picture), 1 / 127.5, -1)) {
      rows = network.run(input, scope).getFirst().array();
    }
    List<Palm> palms = new ArrayList<>();
    int row = 0;
    for (int level = 0; level < STRIDES.length; level++) {
      int across = SIDE / STRIDES[level];
      for (int cell = 0; cell < across * across; cell++) {
        double x = (cell % across + 0.5) * STRIDES[level];
        double y = ((double) (cell / across) + 0.5) * STRIDES[level];
        for (int anchor = 0; anchor < ANCHORS[level]; anchor++, row++) {
          double score = 1 / (1 + Math.exp(-rows[row * COLUMNS]));
          if (score >= threshold) {
            palms.add(palm(rows, row * COLUMNS, x, y, score, letterbox));
          }
        }
      }
    }
    return distinct(palms);
  }

  private static Palm palm(
      float[] rows, int at, double x, double y, double score, Letterbox letterbox) {
    return new Palm(
        letterbox.pictureX(x + rows[at + 1]),
        letterbox.pictureY(y + rows[at + 2]),
        Math.max(rows[at + 3], rows[at + 4]) / letterbox.factor(),
        letterbox.pictureX(x + rows[at + 5]),
        letterbox.pictureY(y + rows[at + 6]),
        letterbox.pictureX(x + rows[at + 9]),
        letterbox.pictureY(y + rows[at + 10]),
        score);
  }

  Palm moved(double moreX, double moreY) {
    return new Palm(
        x + moreX,
        y + moreY,
        size,
        wristX + moreX,
        wristY + moreY,
        knuckleX + moreX,
        knuckleY + moreY,
        confidence);
  }

  /** The most confident of those that overlap. */
  static List<Palm> distinct(List<Palm> palms) {
    List<Palm> distinct = new ArrayList<>();
    palms.stream()
        .sorted(Comparator.comparingDouble(Palm::confidence).reversed())
        .forEach(palm -> {
          if (distinct.stream().noneMatch(palm::isNear)) {
            distinct.add(palm);
          }
        });
    return distinct;
  }

  private boolean isNear(Palm other) {
    return Math.hypot(x - other.x, y - other.y) < 0.6 * Math.max(size, other.size);
  }
}
