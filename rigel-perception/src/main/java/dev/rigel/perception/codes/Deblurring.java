package dev.rigel.perception.codes;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.DFT_COMPLEX_OUTPUT;
import static org.bytedeco.opencv.global.opencv_core.DFT_INVERSE;
import static org.bytedeco.opencv.global.opencv_core.DFT_REAL_OUTPUT;
import static org.bytedeco.opencv.global.opencv_core.DFT_SCALE;
import static org.bytedeco.opencv.global.opencv_core.dft;
import static org.bytedeco.opencv.global.opencv_core.getOptimalDFTSize;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Undoes the blur of a Gaussian by Wiener's filter: each frequency is divided by what the Gaussian
 * left of it, as far as that stands above the noise.
 */
final class Deblurring {
  private Deblurring() {}

  /**
   * An 8-bit picture without the blur.
   *
   * @param width standard deviation of the Gaussian in pixels
   * @param noise power of the noise, as a share of the signal's
   */
  static Mat of(Mat grey, double width, double noise) {
    Mat values = new Mat();
    grey.convertTo(values, CV_32F);
    Mat sharp = filtered(values, width, noise);
    Mat bytes = new Mat();
    sharp.convertTo(bytes, CV_8U);
    return bytes;
  }

  /** The same of a line. */
  static double[] of(double[] line, double width, double noise) {
    try (PointerScope _ = new PointerScope()) {
      float[] values = new float[line.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) line[i];
      }
      Mat row = new Mat(1, values.length, CV_32F);
      new FloatPointer(row.data()).put(values);
      Mat sharp = filtered(row, width, noise).clone();
      new FloatPointer(sharp.data()).get(values);
      double[] result = new double[values.length];
      for (int i = 0; i < result.length; i++) {
        result[i] = values[i];
      }
      return result;
    }
  }

  private static Mat filtered(Mat values, double width, double noise) {
    int rows = values.rows() == 1 ? 1 : getOptimalDFTSize(values.rows() + margin(width));
    int columns = getOptimalDFTSize(values.cols() + margin(width));
    Mat padded = new Mat();
    opencv_core.copyMakeBorder(
        values,
        padded,
        0,
        rows - values.rows(),
        0,
        columns - values.cols(),
        opencv_core.BORDER_REPLICATE);
    Mat spectrum = new Mat();
    dft(padded, spectrum, DFT_COMPLEX_OUTPUT, 0);
    Mat gains = new Mat(rows, columns, CV_32FC2);
    float[] row = new float[2 * columns];
    for (int y = 0; y < rows; y++) {
      double vertical = frequency(y, rows);
      for (int x = 0; x < columns; x++) {
        double horizontal = frequency(x, columns);
        double left =
            Math.exp(
                -2
                    * Math.PI
                    * Math.PI
                    * width
                    * width
                    * (vertical * vertical + horizontal * horizontal));
        float gain = (float) (left / (left * left + noise));
        row[2 * x] = gain;
        row[2 * x + 1] = gain;
      }
      new FloatPointer(gains.ptr(y)).put(row);
    }
    opencv_core.multiply(spectrum, gains, spectrum);
    Mat sharp = new Mat();
    dft(spectrum, sharp, DFT_INVERSE | DFT_SCALE | DFT_REAL_OUTPUT, 0);
    return new Mat(
        sharp, new org.bytedeco.opencv.opencv_core.Rect(0, 0, values.cols(), values.rows()));
  }

  private static int margin(double width) {
    return (int) Math.ceil(4 * width);
  }

  /** In periods a pixel. */
  private static double frequency(int index, int size) {
    return (double) (index <= size / 2 ? index : index - size) / size;
  }
}
