package dev.rigel.perception.templates;

import dev.rigel.media.Image;

/**
 * Colours as one number: their place along the direction in which a template's colours differ most
 * (their first principal component), so that a template of two equally bright colours keeps its
 * pattern.
 *
 * @param red share of red, likewise the others; together of length 1
 * @param mean the number of the template's mean colour
 */
record Brightness(float red, float green, float blue, float mean) {
  private static final int POWER_STEPS = 30;

  /**
   * @param colors red, green, blue of point after point
   */
  static Brightness alongMost(float[] colors) {
    double[] mean = new double[3];
    int count = colors.length / 3;
    for (int i = 0; i < colors.length; i++) {
      mean[i % 3] += colors[i] / count;
    }
    double[][] covariance = new double[3][3];
    for (int at = 0; at < colors.length; at += 3) {
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          covariance[i][j] += (colors[at + i] - mean[i]) * (colors[at + j] - mean[j]);
        }
      }
    }
    double[] axis = strongest(covariance);
    return new Brightness(
        (float) axis[0],
        (float) axis[1],
        (float) axis[2],
        (float) (axis[0] * mean[0] + axis[1] * mean[1] + axis[2] * mean[2]));
  }

  /** Eigenvector of the largest eigenvalue by the power method. */
  private static double[] strongest(double[][] matrix) {
    int widest = 0;
    for (int i = 1; i < 3; i++) {
      widest = matrix[i][i] > matrix[widest][widest] ? i : widest;
    }
    double[] axis = matrix[widest].clone();
    for (int step = 0; step < POWER_STEPS; step++) {
      double[] next = new double[3];
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          next[i] += matrix[i][j] * axis[j];
        }
      }
      double length = Math.hypot(Math.hypot(next[0], next[1]), next[2]);
      for (int i = 0; i < 3; i++) {
        axis[i] = next[i] / length;
      }
    }
    return axis;
  }

  /** Of a colour, less that of the mean colour. */
  float of(float r, float g, float b) {
    return red * r + green * g + blue * b - mean;
  }

  /** Of each pixel, smoothed over its eight neighbours by 1-2-1. */
  float[] smoothed(Image picture) {
    int width = picture.width();
    int[] packed = picture.packedPixels();
    float[] values = new float[packed.length];
    for (int i = 0; i < packed.length; i++) {
      int pixel = packed[i];
      values[i] = of(pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255);
    }
    return blurred(blurred(values, 1, width), width, packed.length);
  }

  /** Along rows (step 1, lines as long as the width) or columns (a step of the width). */
  private static float[] blurred(float[] values, int step, int line) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int before = i % line < step ? i : i - step;
      int after = i % line >= line - step ? i : i + step;
      result[i] = 0.25f * values[before] + 0.5f * values[i] + 0.25f * values[after];
    }
    return result;
  }
}
