package dev.rigel.perception.comparison;

import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** The structural similarity of two grey pictures (Wang, Bovik, Sheikh and Simoncelli, 2004). */
final class StructuralSimilarity {
  /** Of the Gaussian window, as in the paper. */
  private static final double WINDOW = 1.5;

  private static final double C1 = 0.01 * 255 * 0.01 * 255;
  private static final double C2 = 0.03 * 255 * 0.03 * 255;

  private StructuralSimilarity() {}

  /**
   * The mean over the valid pixels, at least 0; 1 for equal pictures.
   *
   * @param first 0 to 255
   */
  static double mean(float[] first, float[] second, boolean[] valid, int rows, int columns) {
    float[] mean = smooth(first, rows, columns);
    float[] meanOfSecond = smooth(second, rows, columns);
    float[] squares = smooth(product(first, first), rows, columns);
    float[] squaresOfSecond = smooth(product(second, second), rows, columns);
    float[] products = smooth(product(first, second), rows, columns);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < valid.length; i++) {
      if (valid[i]) {
        double a = mean[i];
        double b = meanOfSecond[i];
        double light = (2 * a * b + C1) / (a * a + b * b + C1);
        double structure =
            (2 * (products[i] - a * b) + C2)
                / (squares[i] - a * a + squaresOfSecond[i] - b * b + C2);
        sum += light * structure;
        count++;
      }
    }
    return count == 0 ? 0 : Math.clamp(sum / count, 0.0, 1.0);
  }

  private static float[] product(float[] a, float[] b) {
    float[] product = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = a[i] * b[i];
    }
    return product;
  }

  private static float[] smooth(float[] values, int rows, int columns) {
    Mat smooth = new Mat();
    GaussianBlur(Floats.matrix(values, rows, columns), smooth, new Size(0, 0), WINDOW);
    return Floats.of(smooth);
  }
}
