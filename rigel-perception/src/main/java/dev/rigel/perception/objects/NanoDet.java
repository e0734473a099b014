package dev.rigel.perception.objects;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.perception.network.DistanceGrids;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Tensor;
import dev.rigel.perception.pixels.Letterbox;
import dev.rigel.perception.pixels.PixelTensors;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * NanoDet (RangiLyu, with the box distributions of "Generalized Focal Loss", Li et al., 2020).
 *
 * <p>Input [1, 3, 416, 416], blue, green, red, less ImageNet's mean and over its deviation,
 * letterboxed on black. Its outputs are {@link DistanceGrids} of strides 8, 16 and 32, eighty kinds
 * and eleven distances. Boxes overlap; suppression is the caller's.
 */
final class NanoDet {
  private static final int SIDE = 416;
  private static final DistanceGrids GRIDS =
      new DistanceGrids(SIDE, SIDE, List.of(8, 16, 32), CocoLabels.NAMES.size(), 11);
  private static final double[] MEAN = {103.53, 116.28, 123.675};
  private static final double[] DEVIATION = {57.375, 57.12, 58.395};

  private NanoDet() {}

  static List<Detection> detect(Mat picture, Network network, double threshold, CallScope scope) {
    Letterbox letterbox = Letterbox.of(picture.cols(), picture.rows(), SIDE);
    List<Tensor> outputs;
    try (Tensor input = PixelTensors.channelsFirst(letterbox.square(picture), MEAN, DEVIATION)) {
      outputs = network.run(input, scope);
    }
    return GRIDS.above(threshold, outputs).stream()
        .map(seen -> detection(seen, letterbox, picture))
        .toList();
  }

  private static Detection detection(DistanceGrids.Seen seen, Letterbox letterbox, Mat picture) {
    Box box =
        Box.ofPixels(
            letterbox.pictureX(seen.left()),
            letterbox.pictureY(seen.top()),
            letterbox.pictureX(seen.right()),
            letterbox.pictureY(seen.bottom()),
            picture.cols(),
            picture.rows());
    return new Detection(box, seen.kind(), seen.score());
  }
}
