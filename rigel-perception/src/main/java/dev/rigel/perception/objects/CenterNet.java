package dev.rigel.perception.objects;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Tensor;
import dev.rigel.perception.pixels.Letterbox;
import dev.rigel.perception.pixels.PixelTensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * CenterNet with a MobileNetV3 backbone (Zhou et al., "Objects as Points").
 *
 * <p>Input [1, 512, 512, 3], red, green, blue, 0 to 255, letterboxed on black. Third output [1,
 * 100, 6]: left, top, right, bottom in pixels of the square, score 0 to 1, class; peaks are already
 * suppressed by the network.
 */
final class CenterNet {
  private static final int SIDE = 512;
  private static final int DETECTIONS = 2;
  private static final int COLUMNS = 6;

  private CenterNet() {}

  static List<Detection> detect(Mat picture, Network network, double threshold, CallScope scope) {
    Letterbox letterbox = Letterbox.of(picture.cols(), picture.rows(), SIDE);
    float[] rows;
    try (Tensor input = PixelTensors.channelsLast(letterbox.square(picture), 1, 0)) {
      rows = network.run(input, scope).get(DETECTIONS).array();
    }
    List<Detection> found = new ArrayList<>();
    for (int at = 0; at + COLUMNS <= rows.length; at += COLUMNS) {
      int kind = Math.round(rows[at + 5]);
      if (rows[at + 4] < threshold || kind < 0 || kind >= CocoLabels.NAMES.size()) {
        continue;
      }
      Box box =
          Box.ofPixels(
              letterbox.pictureX(rows[at]),
              letterbox.pictureY(rows[at + 1]),
              letterbox.pictureX(rows[at + 2]),
              letterbox.pictureY(rows[at + 3]),
              picture.cols(),
              picture.rows());
      found.add(new Detection(box, kind, Math.min(1, rows[at + 4])));
    }
    return found;
  }
}
