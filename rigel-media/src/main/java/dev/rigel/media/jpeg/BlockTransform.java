package dev.rigel.media.jpeg;

/**
 * Coefficients of a block to its pixels, or to the means of groups of 2 × 2, 4 × 4 or 8 × 8 pixels.
 *
 * <p>The means are exact: the mean of neighbouring pixels is taken of the cosine functions
 * themselves, which leaves a smaller transform of fewer coefficients. So a smaller picture is what
 * averaging the whole one would give, for a part of the work.
 */
final class BlockTransform {
  /** From the order in the file to the order by rows (ITU-T T.81, figure 5). */
  private static final int[] ROW_ORDER = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  /** The place by rows of a place in the file's order. */
  static int rowOrder(int place) {
    return ROW_ORDER[place];
  }

  private static final float COS_1 = (float) Math.cos(Math.PI / 8);
  private static final float COS_2 = (float) Math.cos(Math.PI / 4);
  private static final float COS_3 = (float) Math.cos(3 * Math.PI / 8);

  private final int side;

  /**
   * For each coefficient in the file's order, the one of the smaller transform; 16 × 16 is none.
   */
  private final int[] folded = new int[64];

  private final float[] weights = new float[64];
  private final float[] sums = new float[65];

  /**
   * @param quantisation in the file's order
   * @param reduction how many pixels along a side become one: 1, 2, 4 or 8
   */
  BlockTransform(int[] quantisation, int reduction) {
    this.side = 8 / reduction;
    for (int place = 0; place < 64; place++) {
      int row = ROW_ORDER[place] / 8;
      int column = ROW_ORDER[place] % 8;
      int down = fold(row);
      int across = fold(column);
      boolean counts = down >= 0 && across >= 0;
      folded[place] = counts ? down * side + across : 64;
      weights[place] = counts ? (float) (quantisation[place] * weight(row) * weight(column)) : 0;
    }
  }

  /** Which function of the smaller transform the mean of a cosine function is; -1 when it is 0. */
  private int fold(int frequency) {
    if (side == 8) {
      return frequency;
    }
    int period = 2 * side;
    int within = frequency % period;
    int mirrored = within > side ? period - within : within;
    return mirrored == side ? -1 : mirrored;
  }

  /** The factor of that function, of which the transform below takes none. */
  private double weight(int frequency) {
    int group = 8 / side;
    int folded = fold(frequency);
    if (folded < 0) {
      return 0;
    }
    double mean = 0;
    for (int n = 0; n < group; n++) {
      mean += Math.cos((2 * n + 1) * frequency * Math.PI / 16) / group;
    }
    double scale = frequency == 0 ? Math.sqrt(0.125) : 0.5;
    return scale * mean / Math.cos(folded * Math.PI / (2 * side));
  }

  int side() {
    return side;
  }

  /**
   * @param reader after it has read a block
   * @param count how many coefficients it found
   * @param target gets side × side bytes
   */
  void transform(EntropyReader reader, int count, byte[] target, int start, int stride) {
    int[] places = reader.places;
    int[] values = reader.values;
    float middle = values[0] * weights[0] + 128.5f;
    if (count == 1 || side == 1) {
      fill(target, start, stride, level(middle));
      return;
    }
    float[] all = sums;
    java.util.Arrays.fill(all, 0, side * side, 0f);
    all[0] = middle;
    for (int i = 1; i < count; i++) {
      int place = places[i];
      all[folded[place]] += values[i] * weights[place];
    }
    switch (side) {
      case 2 -> two(all, target, start, stride);
      case 4 -> four(all, target, start, stride);
      default -> eight(all, target, start, stride);
    }
  }

  private void fill(byte[] target, int start, int stride, byte value) {
    for (int y = 0; y < side; y++) {
      int at = start + y * stride;
      for (int x = 0; x < side; x++) {
        target[at + x] = value;
      }
    }
  }

  private static void two(float[] s, byte[] target, int start, int stride) {
    float half = (float) Math.cos(Math.PI / 4);
    float across = s[1] * half;
    float down = s[2] * half;
    float both = s[3] * half * half;
    target[start] = level(s[0] + across + down + both);
    target[start + 1] = level(s[0] - across + down - both);
    target[start + stride] = level(s[0] + across - down - both);
    target[start + stride + 1] = level(s[0] - across - down + both);
  }

  private static void four(float[] s, byte[] target, int start, int stride) {
    for (int x = 0; x < 4; x++) {
      float even = COS_2 * s[8 + x];
      float evenSum = s[x] + even;
      float evenDifference = s[x] - even;
      float oddOuter = COS_1 * s[4 + x] + COS_3 * s[12 + x];
      float oddInner = COS_3 * s[4 + x] - COS_1 * s[12 + x];
      s[x] = evenSum + oddOuter;
      s[4 + x] = evenDifference + oddInner;
      s[8 + x] = evenDifference - oddInner;
      s[12 + x] = evenSum - oddOuter;
    }
    for (int y = 0; y < 4; y++) {
      int from = 4 * y;
      int at = start + y * stride;
      float even = COS_2 * s[from + 2];
      float evenSum = s[from] + even;
      float evenDifference = s[from] - even;
      float oddOuter = COS_1 * s[from + 1] + COS_3 * s[from + 3];
      float oddInner = COS_3 * s[from + 1] - COS_1 * s[from + 3];
      target[at] = level(evenSum + oddOuter);
      target[at + 1] = level(evenDifference + oddInner);
      target[at + 2] = level(evenDifference - oddInner);
      target[at + 3] = level(evenSum - oddOuter);
    }
  }

  private static final float C1 = (float) Math.cos(Math.PI / 16);
  private static final float C3 = (float) Math.cos(3 * Math.PI / 16);
  private static final float C5 = (float) Math.cos(5 * Math.PI / 16);
  private static final float C7 = (float) Math.cos(7 * Math.PI / 16);

  /** Columns, then rows, each as its even and its odd half. */
  private static void eight(float[] s, byte[] target, int start, int stride) {
    for (int x = 0; x < 8; x++) {
      float a = s[x];
      float b = COS_2 * s[32 + x];
      float c = COS_1 * s[16 + x] + COS_3 * s[48 + x];
      float d = COS_3 * s[16 + x] - COS_1 * s[48 + x];
      float e0 = a + b + c;
      float e1 = a - b + d;
      float e2 = a - b - d;
      float e3 = a + b - c;
      float f1 = s[8 + x];
      float f3 = s[24 + x];
      float f5 = s[40 + x];
      float f7 = s[56 + x];
      float o0 = C1 * f1 + C3 * f3 + C5 * f5 + C7 * f7;
      float o1 = C3 * f1 - C7 * f3 - C1 * f5 - C5 * f7;
      float o2 = C5 * f1 - C1 * f3 + C7 * f5 + C3 * f7;
      float o3 = C7 * f1 - C5 * f3 + C3 * f5 - C1 * f7;
      s[x] = e0 + o0;
      s[8 + x] = e1 + o1;
      s[16 + x] = e2 + o2;
      s[24 + x] = e3 + o3;
      s[32 + x] = e3 - o3;
      s[40 + x] = e2 - o2;
      s[48 + x] = e1 - o1;
      s[56 + x] = e0 - o0;
    }
    for (int y = 0; y < 8; y++) {
      int from = 8 * y;
      int at = start + y * stride;
      float a = s[from];
      float b = COS_2 * s[from + 4];
      float c = COS_1 * s[from + 2] + COS_3 * s[from + 6];
      float d = COS_3 * s[from + 2] - COS_1 * s[from + 6];
      float e0 = a + b + c;
      float e1 = a - b + d;
      float e2 = a - b - d;
      float e3 = a + b - c;
      float f1 = s[from + 1];
      float f3 = s[from + 3];
      float f5 = s[from + 5];
      float f7 = s[from + 7];
      float o0 = C1 * f1 + C3 * f3 + C5 * f5 + C7 * f7;
      float o1 = C3 * f1 - C7 * f3 - C1 * f5 - C5 * f7;
      float o2 = C5 * f1 - C1 * f3 + C7 * f5 + C3 * f7;
      float o3 = C7 * f1 - C5 * f3 + C3 * f5 - C1 * f7;
      target[at] = level(e0 + o0);
      target[at + 1] = level(e1 + o1);
      target[at + 2] = level(e2 + o2);
      target[at + 3] = level(e3 + o3);
      target[at + 4] = level(e3 - o3);
      target[at + 5] = level(e2 - o2);
      target[at + 6] = level(e1 - o1);
      target[at + 7] = level(e0 - o0);
    }
  }

  private static byte level(float value) {
    return (byte) Math.max(0, Math.min(255, (int) value));
  }
}
