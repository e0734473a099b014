package dev.rigel.perception.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what detectors with distributed distances put out (Generalized Focal Loss, Li and others,
 * 2020; NanoDet and PicoDet are of the kind).
 *
 * <p>For each stride two outputs over a grid of the input's sides divided by it, rounded up, row by
 * row: scores [1, cells, kinds], 0 to 1, and distances [1, cells, 4 * bins], the logits of {@code
 * bins} distances in strides for each of left, top, right and bottom from the cell's centre. They
 * are told apart by their lengths.
 *
 * @param width of the input in pixels
 * @param height of the input in pixels
 * @param kinds of things that have a score
 */
public record DistanceGrids(int width, int height, List<Integer> strides, int kinds, int bins) {
  public DistanceGrids {
    strides = List.copyOf(strides);
  }

  /**
   * What one cell sees: edges in pixels of the input, which may lie beyond it.
   *
   * @param kind its strongest
   */
  public record Seen(
      int kind, double score, double left, double top, double right, double bottom) {}

  /**
   * The cells whose strongest score is so high; what they see overlaps.
   *
   * @throws IllegalStateException when an output is missing
   */
  public List<Seen> above(double threshold, List<Tensor> outputs) {
    List<Seen> seen = new ArrayList<>();
    for (int stride : strides) {
      int across = Math.ceilDiv(width, stride);
      int cells = across * Math.ceilDiv(height, stride);
      float[] scores = output(outputs, cells, kinds);
      float[] distances = output(outputs, cells, 4 * bins);
      for (int cell = 0; cell < cells; cell++) {
        int kind = strongest(scores, cell * kinds);
        double score = scores[cell * kinds + kind];
        if (score >= threshold) {
          double x = (cell % across + 0.5) * stride;
          double y = (cell / across + 0.5) * stride;
          int at = cell * 4 * bins;
          seen.add(
              new Seen(
                  kind,
                  Math.min(1, score),
                  x - expected(distances, at) * stride,
                  y - expected(distances, at + bins) * stride,
                  x + expected(distances, at + 2 * bins) * stride,
                  y + expected(distances, at + 3 * bins) * stride));
        }
      }
    }
    return seen;
  }

  private static float[] output(List<Tensor> outputs, int cells, int columns) {
    return outputs.stream()
        .filter(output -> output.length(1) == cells && output.length(2) == columns)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no output of " + cells + " x " + columns))
        .array();
  }

  private int strongest(float[] scores, int offset) {
    int best = 0;
    for (int i = 1; i < kinds; i++) {
      if (scores[offset + i] > scores[offset + best]) {
        best = i;
      }
    }
    return best;
  }

  /** The mean of the distribution whose logits start at the offset. */
  private double expected(float[] logits, int offset) {
    double most = logits[offset];
    for (int i = 1; i < bins; i++) {
      most = Math.max(most, logits[offset + i]);
    }
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < bins; i++) {
      double weight = Math.exp(logits[offset + i] - most);
      sum += weight;
      weighted += weight * i;
    }
    return weighted / sum;
  }
}
