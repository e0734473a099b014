package dev.rigel.media.quality;

import java.util.Arrays;

/** Numbers gathered one by one, for their quantiles. */
final class Samples {
  private static final int FIRST_ROOM = 1024;

  private float[] values = new float[FIRST_ROOM];
  private int size;

  void add(float value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  float at(int index) {
    return values[index];
  }

  /**
   * @param share 0 the least to 1 the greatest; at least one value must be there
   */
  double quantile(double share) {
    float[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    double place = share * (size - 1);
    int below = (int) place;
    int above = Math.min(size - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
