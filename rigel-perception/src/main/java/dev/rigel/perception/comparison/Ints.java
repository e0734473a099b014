package dev.rigel.perception.comparison;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Matrices of whole numbers to arrays. */
final class Ints {
  private Ints() {}

  /** A copy; the matrix must hold 32-bit numbers in rows that lie together. */
  static int[] of(Mat matrix) {
    int[] values = new int[Math.toIntExact(matrix.total() * matrix.channels())];
    new IntPointer(matrix.data()).get(values);
    return values;
  }
}
