package dev.rigel.media.jpeg;

/** Samples of a block to quantised coefficients in the file's order. */
final class ForwardTransform {
  private static final float C1 = (float) Math.cos(Math.PI / 16);
  private static final float C2 = (float) Math.cos(2 * Math.PI / 16);
  private static final float C3 = (float) Math.cos(3 * Math.PI / 16);
  private static final float C4 = (float) Math.cos(4 * Math.PI / 16);
  private static final float C5 = (float) Math.cos(5 * Math.PI / 16);
  private static final float C6 = (float) Math.cos(6 * Math.PI / 16);
  private static final float C7 = (float) Math.cos(7 * Math.PI / 16);

  /** The codes of baseline files end at ten bits. */
  private static final int MOST_LEVEL = 1_023;

  private final float[] factors = new float[64];
  private final int[] places = new int[64];

  /**
   * @param quantisation by rows
   */
  ForwardTransform(int[] quantisation) {
    for (int place = 0; place < 64; place++) {
      int at = BlockTransform.rowOrder(place);
      places[at] = place;
      // The transform below leaves out 1/2 a side, and 1/√2 where the frequency is 0.
      double row = at / 8 == 0 ? Math.sqrt(0.125) : 0.5;
      double column = at % 8 == 0 ? Math.sqrt(0.125) : 0.5;
      factors[at] = (float) (row * column / quantisation[at]);
    }
  }

  /**
   * @param s by rows, around 0; used up
   */
  void quantised(float[] s, int[] levels) {
    for (int i = 0; i < 64; i += 8) {
      eight(s, i, 1);
    }
    for (int i = 0; i < 8; i++) {
      eight(s, i, 8);
    }
    for (int i = 0; i < 64; i++) {
      float value = s[i] * factors[i];
      int level = (int) (value + (value < 0 ? -0.5f : 0.5f));
      levels[places[i]] = Math.clamp(level, -MOST_LEVEL, MOST_LEVEL);
    }
  }

  private static void eight(float[] s, int at, int step) {
    float x0 = s[at];
    float x1 = s[at + step];
    float x2 = s[at + 2 * step];
    float x3 = s[at + 3 * step];
    float x4 = s[at + 4 * step];
    float x5 = s[at + 5 * step];
    float x6 = s[at + 6 * step];
    float x7 = s[at + 7 * step];
    float a0 = x0 + x7;
    float a1 = x1 + x6;
    float a2 = x2 + x5;
    float a3 = x3 + x4;
    float d0 = x0 - x7;
    float d1 = x1 - x6;
    float d2 = x2 - x5;
    float d3 = x3 - x4;
    float b0 = a0 + a3;
    float b1 = a1 + a2;
    float b2 = a0 - a3;
    float b3 = a1 - a2;
    s[at] = b0 + b1;
    s[at + 4 * step] = (b0 - b1) * C4;
    s[at + 2 * step] = b2 * C2 + b3 * C6;
    s[at + 6 * step] = b2 * C6 - b3 * C2;
    s[at + step] = d0 * C1 + d1 * C3 + d2 * C5 + d3 * C7;
    s[at + 3 * step] = d0 * C3 - d1 * C7 - d2 * C1 - d3 * C5;
    s[at + 5 * step] = d0 * C5 - d1 * C1 + d2 * C7 + d3 * C3;
    s[at + 7 * step] = d0 * C7 - d1 * C5 + d2 * C3 - d3 * C1;
  }
}
