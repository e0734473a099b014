package dev.rigel.perception.comparison;

import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Gives a picture the light of another that shows the same: first a gain and an offset for each
 * channel, fitted to the pixels that agree, then a gain that changes slowly over the picture, as
 * shadows and lamps do. What has changed does not take part, and what was too bright or too dark
 * for one of the pictures is no change.
 */
final class LightCorrection {
  private static final int ROUNDS = 4;

  /** A pixel takes part while its difference is below this many deviations of the typical one. */
  private static final double AGREEING = 2.5;

  /** The deviation of a normal distribution for its median absolute value. */
  private static final double DEVIATION_OF_MEDIAN = 1.4826;

  /** Levels below which differences are taken for noise anyway. */
  private static final double LEAST_TOLERANCE = 6;

  /** The smooth gain changes over this share of the longer side. */
  private static final double SMOOTHNESS = 0.12;

  private static final int REDUCED = 8;

  private static final float LEAST_GAIN = 0.5f;
  private static final float MOST_GAIN = 2;

  /** Levels added to both, so that black has a gain of 1. */
  private static final float BASE = 12;

  /** Levels from which a channel was too bright for the camera, and up to which too dark. */
  private static final float BURNT = 252;

  private static final float BLACK = 3;

  private static final int CHANNELS = 3;

  private final float[] first;
  private final float[] second;
  private final boolean[] valid;
  private final int rows;
  private final int columns;

  /**
   * @param first three channels a pixel, 0 to 255
   * @param second likewise; changed in place
   * @param valid the pixels that both show
   */
  LightCorrection(float[] first, float[] second, boolean[] valid, int rows, int columns) {
    this.first = first;
    this.second = second;
    this.valid = valid;
    this.rows = rows;
    this.columns = columns;
  }

  void apply() {
    float[] seen = second.clone();
    boolean[] agreeing = valid;
    for (int round = 0; round < ROUNDS; round++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        fit(channel, agreeing);
      }
      agreeing = agreeing();
    }
    smooth(agreeing);
    trustNoLimits(seen);
  }

  /** What was burnt out may have been as bright as the first, what was black as dark. */
  private void trustNoLimits(float[] seen) {
    for (int i = 0; i < second.length; i++) {
      boolean brighter = seen[i] >= BURNT && second[i] < first[i];
      boolean darker = seen[i] <= BLACK && second[i] > first[i];
      second[i] = brighter || darker ? first[i] : Math.clamp(second[i], 0, 255);
    }
  }

  /** Least squares of {@code gain * second + offset} to the first. */
  private void fit(int channel, boolean[] agreeing) {
    double count = 0;
    double sum = 0;
    double sumOfFirst = 0;
    double squares = 0;
    double products = 0;
    for (int i = 0; i < agreeing.length; i++) {
      if (agreeing[i]) {
        double value = second[CHANNELS * i + channel];
        double wanted = first[CHANNELS * i + channel];
        count++;
        sum += value;
        sumOfFirst += wanted;
        squares += value * value;
        products += value * wanted;
      }
    }
    double spread = count * squares - sum * sum;
    double gain =
        spread < 1e-6 * count * count
            ? 1
            : Math.clamp((count * products - sum * sumOfFirst) / spread, LEAST_GAIN, MOST_GAIN);
    double offset = count == 0 ? 0 : (sumOfFirst - gain * sum) / count;
    for (int i = channel; i < second.length; i += CHANNELS) {
      second[i] = (float) (gain * second[i] + offset);
    }
  }

  private boolean[] agreeing() {
    float[] differences = new float[valid.length];
    int count = 0;
    for (int i = 0; i < valid.length; i++) {
      if (valid[i]) {
        differences[count++] = difference(i);
      }
    }
    float[] sorted = Arrays.copyOf(differences, count);
    Arrays.sort(sorted);
    double typical = count == 0 ? 0 : DEVIATION_OF_MEDIAN * sorted[count / 2];
    double most = Math.max(LEAST_TOLERANCE, AGREEING * typical);
    boolean[] agreeing = new boolean[valid.length];
    for (int i = 0; i < valid.length; i++) {
      agreeing[i] = valid[i] && difference(i) < most;
    }
    return agreeing;
  }

  private float difference(int pixel) {
    float sum = 0;
    for (int c = 0; c < CHANNELS; c++) {
      sum += Math.abs(first[CHANNELS * pixel + c] - second[CHANNELS * pixel + c]);
    }
    return sum / CHANNELS;
  }

  /** The ratio of both pictures' light around each pixel, as far as it agrees. */
  private void smooth(boolean[] agreeing) {
    float[] light = new float[valid.length];
    float[] lightOfSecond = new float[valid.length];
    for (int i = 0; i < valid.length; i++) {
      if (agreeing[i]) {
        light[i] = BASE + mean(first, i);
        lightOfSecond[i] = BASE + Math.max(0, mean(second, i));
      }
    }
    float[] wide = spread(light);
    float[] wideOfSecond = spread(lightOfSecond);
    for (int i = 0; i < valid.length; i++) {
      float gain =
          wideOfSecond[i] < 1e-3f
              ? 1
              : Math.clamp(wide[i] / wideOfSecond[i], LEAST_GAIN, MOST_GAIN);
      for (int c = 0; c < CHANNELS; c++) {
        second[CHANNELS * i + c] = gain * (second[CHANNELS * i + c] + BASE) - BASE;
      }
    }
  }

  private static float mean(float[] values, int pixel) {
    return (values[CHANNELS * pixel] + values[CHANNELS * pixel + 1] + values[CHANNELS * pixel + 2])
        / CHANNELS;
  }

  /** Smoothed widely, in a reduced copy: nothing fine is left anyway. */
  private float[] spread(float[] values) {
    Mat small = new Mat();
    Size reduced = new Size(Math.max(1, columns / REDUCED), Math.max(1, rows / REDUCED));
    resize(Floats.matrix(values, rows, columns), small, reduced, 0, 0, INTER_AREA);
    Mat smooth = new Mat();
    GaussianBlur(
        small, smooth, new Size(0, 0), SMOOTHNESS * Math.max(reduced.width(), reduced.height()));
    Mat full = new Mat();
    resize(smooth, full, new Size(columns, rows), 0, 0, INTER_LINEAR);
    return Floats.of(full);
  }
}
