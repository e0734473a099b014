package dev.rigel.perception.codes;

import com.google.zxing.common.BitArray;
import java.util.Arrays;

/**
 * The brightness along a line across stripes, and the ways of telling black from white in it.
 *
 * @param values from 0 black to 255 white, several a module
 */
record Profile(double[] values) {
  /** What is flatter than this, in grey levels, holds no stripe. */
  private static final double LEAST_CONTRAST = 6;

  /** A step of less than this share of the contrast is noise. */
  private static final double LEAST_STEP = 0.12;

  /** The width of the narrower stripes, in values: a low quantile of the distances of edges. */
  double module() {
    int[] edges = steepest();
    if (edges.length < 8) {
      return 1;
    }
    int[] distances = new int[edges.length - 1];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = edges[i + 1] - edges[i];
    }
    Arrays.sort(distances);
    return Math.max(1, distances[distances.length / 4]);
  }

  /**
   * Paper beyond the ends of the stripes, where something dark or bright beside the label would
   * spoil the comparison; but only where paper does follow the stripes.
   *
   * @param modules how many of paper there must be
   */
  Profile quietBeyond(int start, int end, double modules) {
    double[] inner = Arrays.copyOfRange(values, start, end);
    Profile stripes = new Profile(inner);
    double[] sorted = inner.clone();
    Arrays.sort(sorted);
    double paper = sorted[sorted.length - 1 - sorted.length / 8];
    double close = 0.4 * stripes.contrast();
    int kept = (int) Math.ceil(modules * stripes.module());
    int slope = kept / 4;
    double[] quiet = values.clone();
    int first = Math.max(0, start - kept);
    if (isPaper(first, start - slope, paper, close)) {
      Arrays.fill(quiet, 0, first, values[first]);
    }
    int last = Math.min(values.length, end + kept);
    if (isPaper(end + slope, last, paper, close)) {
      Arrays.fill(quiet, last, values.length, values[last - 1]);
    }
    return new Profile(quiet);
  }

  private boolean isPaper(int from, int to, double paper, double close) {
    for (int i = from; i < to; i++) {
      if (Math.abs(values[i] - paper) > close) {
        return false;
      }
    }
    return true;
  }

  /**
   * Blur undone a little: what a Gaussian of this width takes away is added again, so many times.
   */
  Profile sharpened(double width, double times) {
    double[] smooth = smooth(values, width);
    double[] sharp = new double[values.length];
    for (int i = 0; i < sharp.length; i++) {
      sharp[i] = values[i] + times * (values[i] - smooth[i]);
    }
    return new Profile(sharp);
  }

  Profile smoothed(double width) {
    return new Profile(smooth(values, width));
  }

  /** Black where darker than halfway between the extremes within a reach to both sides. */
  BitArray darkerThanAround(int reach) {
    BitArray black = new BitArray(values.length);
    double flat = Math.max(LEAST_CONTRAST, LEAST_STEP * contrast());
    double[] least = extremes(reach, -1);
    double[] most = extremes(reach, 1);
    for (int i = 0; i < values.length; i++) {
      if (most[i] - least[i] > flat && values[i] < (most[i] + least[i]) / 2) {
        black.set(i);
      }
    }
    return black;
  }

  /** Black between the steepest fall and the steepest rise: right however the light changes. */
  BitArray betweenSteepest() {
    BitArray black = new BitArray(values.length);
    int[] edges = steepest();
    for (int i = 0; i + 1 < edges.length; i++) {
      if (values[edges[i] + 1] < values[edges[i]]) {
        for (int at = edges[i] + 1; at <= edges[i + 1]; at++) {
          black.set(at);
        }
      }
    }
    return black;
  }

  /** Places of the steepest steps, falls and rises in turn. */
  private int[] steepest() {
    double contrast = contrast();
    int[] edges = new int[values.length];
    double[] sizes = new double[values.length];
    int count = 0;
    for (int i = 1; i + 2 < values.length; i++) {
      double step = values[i + 1] - values[i];
      double size = Math.abs(step);
      if (size < Math.abs(values[i] - values[i - 1])
          || size < Math.abs(values[i + 2] - values[i + 1])
          || size * 4 < LEAST_STEP * contrast) {
        continue;
      }
      boolean sameWay =
          count > 0 && step > 0 == values[edges[count - 1] + 1] > values[edges[count - 1]];
      if (!sameWay) {
        edges[count] = i;
        sizes[count++] = size;
      } else if (size > sizes[count - 1]) {
        edges[count - 1] = i;
        sizes[count - 1] = size;
      }
    }
    return Arrays.copyOf(edges, count);
  }

  /** Between a twentieth from below and from above. */
  private double contrast() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Math.max(
        LEAST_CONTRAST,
        sorted[sorted.length - 1 - sorted.length / 20] - sorted[sorted.length / 20]);
  }

  private double[] extremes(int reach, int sign) {
    double[] extremes = new double[values.length];
    // Two passes over blocks (van Herk, 1992): three comparisons a value, whatever the reach.
    int window = 2 * reach + 1;
    int padded = values.length + 2 * reach;
    double[] forward = new double[padded];
    double[] backward = new double[padded];
    for (int i = 0; i < padded; i++) {
      double value = sign * at(i - reach);
      forward[i] = i % window == 0 ? value : Math.max(forward[i - 1], value);
    }
    for (int i = padded - 1; i >= 0; i--) {
      double value = sign * at(i - reach);
      backward[i] =
          i == padded - 1 || (i + 1) % window == 0 ? value : Math.max(backward[i + 1], value);
    }
    for (int i = 0; i < values.length; i++) {
      extremes[i] = sign * Math.max(backward[i], forward[i + window - 1]);
    }
    return extremes;
  }

  private double at(int i) {
    return values[Math.clamp(i, 0, values.length - 1)];
  }

  private static double[] smooth(double[] values, double width) {
    int reach = Math.max(1, (int) Math.ceil(2.5 * width));
    double[] weights = new double[reach + 1];
    double total = 0;
    for (int i = 0; i <= reach; i++) {
      weights[i] = Math.exp(-i * i / (2 * width * width));
      total += i == 0 ? weights[i] : 2 * weights[i];
    }
    double[] smooth = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double sum = weights[0] * values[i];
      for (int d = 1; d <= reach; d++) {
        sum +=
            weights[d] * (values[Math.max(0, i - d)] + values[Math.min(values.length - 1, i + d)]);
      }
      smooth[i] = sum / total;
    }
    return smooth;
  }
}
