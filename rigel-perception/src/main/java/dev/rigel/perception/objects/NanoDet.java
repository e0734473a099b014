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
 * NanoDet (RangiLyu, with the box distributions of "Generalized Focal Loss", Li et al., 2020).
 *
 * <p>Input [1, 3, 416, 416], blue, green, red, less ImageNet's mean and over its deviation,
 * letterboxed on black. For each stride 8, 16 and 32 two outputs over a grid of 416 / stride
 * squared cells, row by row: scores [1, cells, 80], 0 to 1, and boxes [1, cells, 44], the logits of
 * 11 distances in strides for each of left, top, right and bottom from the cell's centre. They are
 * told apart by their lengths. Boxes overlap; suppression is the caller's.
 */
final class NanoDet {
  private static final int SIDE = 416;
  private static final int[] STRIDES = {8, 16, 32};
  private static final int BINS = 11;
  private static final double[] MEAN = {103.53, 116.28, 123.675};
  private static final double[] DEVIATION = {57.375, 57.12, 58.395};

  private NanoDet() {}

  static List<Detection> detect(Mat picture, Network network, double threshold, CallScope scope) {
    Letterbox letterbox = Letterbox.of(picture.cols(), picture.rows(), SIDE);
    List<Tensor> outputs;
    try (Tensor input = PixelTensors.channelsFirst(letterbox.square(picture), MEAN, DEVIATION)) {
      outputs = network.run(input, scope);
    }
    List<Detection> found = new ArrayList<>();
    int kinds = CocoLabels.NAMES.size();
    for (int stride : STRIDES) {
      int across = SIDE / stride;
      float[] scores = output(outputs, across * across, kinds);
      float[] distances = output(outputs, across * across, 4 * BINS);
      for (int cell = 0; cell < across * across; cell++) {
        int kind = strongest(scores, cell * kinds, kinds);
        double score = scores[cell * kinds + kind];
        if (score < threshold) {
          continue;
        }
        double x = (cell % across + 0.5) * stride;
        double y = (cell / across + 0.5) * stride;
        int at = cell * 4 * BINS;
        Box box =
            Box.ofPixels(
                letterbox.pictureX(x - expected(distances, at) * stride),
                letterbox.pictureY(y - expected(distances, at + BINS) * stride),
                letterbox.pictureX(x + expected(distances, at + 2 * BINS) * stride),
                letterbox.pictureY(y + expected(distances, at + 3 * BINS) * stride),
                picture.cols(),
                picture.rows());
        found.add(new Detection(box, kind, Math.min(1, score)));
      }
    }
    return found;
  }

  private static float[] output(List<Tensor> outputs, int cells, int columns) {
    return outputs.stream()
        .filter(output -> output.length(1) == cells && output.length(2) == columns)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no output of " + cells + " x " + columns))
        .array();
  }

  private static int strongest(float[] scores, int offset, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (scores[offset + i] > scores[offset + best]) {
        best = i;
      }
    }
    return best;
  }

  /** The mean of the distribution whose logits start at the offset. */
  private static double expected(float[] logits, int offset) {
    double most = logits[offset];
    for (int i = 1; i < BINS; i++) {
      most = Math.max(most, logits[offset + i]);
    }
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < BINS; i++) {
      double weight = Math.exp(logits[offset + i] - most);
      sum += weight;
      weighted += weight * i;
    }
    return weighted / sum;
  }
}
