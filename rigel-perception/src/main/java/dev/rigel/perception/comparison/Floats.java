package dev.rigel.perception.comparison;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Matrices of floats from and to arrays, all channels of a pixel side by side. */
final class Floats {
  private Floats() {}

  /** A copy; the matrix must hold floats in rows that lie together. */
  static float[] of(Mat matrix) {
    float[] values = new float[Math.toIntExact(matrix.total() * matrix.channels())];
    new FloatPointer(matrix.data()).get(values);
    return values;
  }

  static Mat matrix(float[] values, int rows, int columns) {
    int channels = values.length / (rows * columns);
    Mat matrix = new Mat(rows, columns, opencv_core.CV_32FC(channels));
    new FloatPointer(matrix.data()).put(values);
    return matrix;
  }
}
