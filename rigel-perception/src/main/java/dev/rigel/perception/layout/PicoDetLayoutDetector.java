package dev.rigel.perception.layout;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.perception.LayoutDetector;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.network.Tensor;
import dev.rigel.perception.pixels.Matrices;
import dev.rigel.perception.pixels.PixelTensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * PaddleOCR's layout network of the kind PicoDet (Yu and others, 2021), taught on the pages of
 * CDLA.
 *
 * <p>Input {@code image} [1, 3, 800, 608]: the page stretched to 608 by 800 pixels, blue, green,
 * red, less ImageNet's mean and over its deviation. For each stride 8, 16, 32 and 64 two outputs
 * over a grid of the input's sides divided by it, rounded up, row by row: scores [1, cells, 10], 0
 * to 1, and boxes [1, cells, 32], the logits of 8 distances in strides for each of left, top, right
 * and bottom from the cell's centre. They are told apart by their lengths.
 */
public final class PicoDetLayoutDetector implements LayoutDetector {
  private static final int WIDTH = 608;
  private static final int HEIGHT = 800;
  private static final int[] STRIDES = {8, 16, 32, 64};
  private static final int BINS = 8;
  private static final double[] MEAN = {0.406 * 255, 0.456 * 255, 0.485 * 255};
  private static final double[] DEVIATION = {0.225 * 255, 0.224 * 255, 0.229 * 255};

  /** What is below is noise. */
  private static final double LEAST = 0.3;

  private static final double MOST_OVERLAP = 0.5;

  private final Networks networks;

  public PicoDetLayoutDetector(Networks networks) {
    this.networks = networks;
  }

  @Override
  public List<SeenPart> parts(Image page, CallScope scope) {
    Network network = networks.network("page-layout", scope);
    return networks.call(
        scope,
        () -> {
          try (PointerScope _ = new PointerScope()) {
            Mat stretched = new Mat();
            resize(
                Matrices.blueGreenRed(page.pixels()),
                stretched,
                new Size(WIDTH, HEIGHT),
                0,
                0,
                INTER_LINEAR);
            try (Tensor input = PixelTensors.channelsFirst(stretched, MEAN, DEVIATION)) {
              return apart(decoded(network.run(input, scope)));
            }
          }
        });
  }

  private static List<SeenPart> decoded(List<Tensor> outputs) {
    List<SeenPart> parts = new ArrayList<>();
    int kinds = SeenPart.Kind.ALL.size();
    for (int stride : STRIDES) {
      int across = Math.ceilDiv(WIDTH, stride);
      int cells = across * Math.ceilDiv(HEIGHT, stride);
      float[] scores = output(outputs, cells, kinds);
      float[] sides = output(outputs, cells, 4 * BINS);
      for (int cell = 0; cell < cells; cell++) {
        int kind = strongest(scores, cell * kinds, kinds);
        double score = scores[cell * kinds + kind];
        if (score >= LEAST) {
          double x = (cell % across + 0.5) * stride;
          double y = (cell / across + 0.5) * stride;
          int at = cell * 4 * BINS;
          Box box =
              Box.ofPixels(
                  x - expected(sides, at) * stride,
                  y - expected(sides, at + BINS) * stride,
                  x + expected(sides, at + 2 * BINS) * stride,
                  y + expected(sides, at + 3 * BINS) * stride,
                  WIDTH,
                  HEIGHT);
          parts.add(new SeenPart(box, SeenPart.Kind.ALL.get(kind), Math.min(1, score)));
        }
      }
    }
    return parts;
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
      best = scores[offset + i] > scores[offset + best] ? i : best;
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

  /** Of parts that overlap, whatever they are, the surest. */
  private static List<SeenPart> apart(List<SeenPart> parts) {
    List<SeenPart> kept = new ArrayList<>();
    parts.stream()
        .sorted(Comparator.comparingDouble(SeenPart::confidence).reversed())
        .filter(part ->
            kept.stream().noneMatch(k -> k.box().intersectionOverUnion(part.box()) > MOST_OVERLAP))
        .forEach(kept::add);
    return kept;
  }
}
