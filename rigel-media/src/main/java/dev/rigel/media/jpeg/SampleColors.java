package dev.rigel.media.jpeg;

/**
 * Samples of one or three components to packed pixels ({@code 0xffRRGGBB}). Colours that are
 * coarser than the luma are interpolated with weights of 3/4 and 1/4, as the field's reference
 * decoders do.
 */
public final class SampleColors {
  /** Of 65 536: 1.402, 0.344136, 0.714136 and 1.772 (JFIF 1.02, after ITU-R BT.601). */
  private static final int RED_CR = 91_881;

  private static final int GREEN_CB = 22_554;
  private static final int GREEN_CR = 46_802;
  private static final int BLUE_CB = 116_130;
  private static final int HALF = 1 << 15;

  private final boolean rgb;

  /**
   * @param rgb whether three components are red, green and blue instead of YCbCr
   */
  public SampleColors(boolean rgb) {
    this.rgb = rgb;
  }

  /**
   * @param planes one or three, all of the same size
   */
  public int[] packed(byte[][] planes) {
    int[] target = new int[planes[0].length];
    if (planes.length == 1) {
      grey(planes[0], 0, target, 0, target.length);
    } else {
      colors(planes[0], 0, planes[1], planes[2], 0, target, 0, target.length);
    }
    return target;
  }

  /** All pixels of the picture. */
  public int[] packed(SequentialJpeg.Samples samples) {
    int width = samples.width();
    int[] target = new int[width * samples.height()];
    if (samples.planes().length == 1) {
      for (int y = 0; y < samples.height(); y++) {
        grey(samples.planes()[0], y * samples.strides()[0], target, y * width, width);
      }
      return target;
    }
    Enlarging enlarging = new Enlarging(samples);
    byte[] second = new byte[width + 2];
    byte[] third = new byte[width + 2];
    for (int y = 0; y < samples.height(); y++) {
      enlarging.row(1, y, second);
      enlarging.row(2, y, third);
      colors(
          samples.planes()[0],
          y * samples.strides()[0],
          second,
          third,
          0,
          target,
          y * width,
          width);
    }
    return target;
  }

  private static void grey(byte[] source, int from, int[] target, int at, int count) {
    for (int i = 0; i < count; i++) {
      int level = source[from + i] & 0xff;
      target[at + i] = 0xff000000 | level << 16 | level << 8 | level;
    }
  }

  private void colors(
      byte[] first,
      int firstFrom,
      byte[] second,
      byte[] third,
      int from,
      int[] target,
      int at,
      int count) {
    if (rgb) {
      for (int i = 0; i < count; i++) {
        target[at + i] =
            0xff000000
                | (first[firstFrom + i] & 0xff) << 16
                | (second[from + i] & 0xff) << 8
                | third[from + i] & 0xff;
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      int luma = ((first[firstFrom + i] & 0xff) << 16) + HALF;
      int cb = (second[from + i] & 0xff) - 128;
      int cr = (third[from + i] & 0xff) - 128;
      int red = luma + RED_CR * cr >> 16;
      int green = luma - GREEN_CB * cb - GREEN_CR * cr >> 16;
      int blue = luma + BLUE_CB * cb >> 16;
      red = Math.max(0, Math.min(255, red));
      green = Math.max(0, Math.min(255, green));
      blue = Math.max(0, Math.min(255, blue));
      target[at + i] = 0xff000000 | red << 16 | green << 8 | blue;
    }
  }

  /** Rows of the coarser components at the picture's size. */
  private static final class Enlarging {
    private final SequentialJpeg.Samples samples;
    private final int coarseWidth;
    private final int coarseHeight;
    private final int[] mixed;

    Enlarging(SequentialJpeg.Samples samples) {
      this.samples = samples;
      this.coarseWidth = (samples.width() + samples.coarserAcross() - 1) / samples.coarserAcross();
      this.coarseHeight = (samples.height() + samples.coarserDown() - 1) / samples.coarserDown();
      this.mixed = new int[coarseWidth + 2];
    }

    void row(int component, int y, byte[] target) {
      byte[] plane = samples.planes()[component];
      int stride = samples.strides()[component];
      int near = y / samples.coarserDown();
      int far = near;
      if (samples.coarserDown() == 2) {
        far = Math.clamp(y % 2 == 0 ? near - 1 : near + 1, 0, coarseHeight - 1);
      }
      if (samples.coarserAcross() == 1) {
        if (samples.coarserDown() == 1) {
          System.arraycopy(plane, near * stride, target, 0, coarseWidth);
          return;
        }
        for (int x = 0; x < coarseWidth; x++) {
          target[x] =
              (byte)
                  (3 * (plane[near * stride + x] & 0xff) + (plane[far * stride + x] & 0xff) + 2
                      >> 2);
        }
        return;
      }
      int[] line = mixed;
      int nearStart = near * stride;
      int farStart = far * stride;
      for (int x = 0; x < coarseWidth; x++) {
        line[x + 1] = 3 * (plane[nearStart + x] & 0xff) + (plane[farStart + x] & 0xff);
      }
      line[0] = line[1];
      line[coarseWidth + 1] = line[coarseWidth];
      for (int x = 0; x < coarseWidth; x++) {
        int three = 3 * line[x + 1];
        target[2 * x] = (byte) (three + line[x] + 8 >> 4);
        target[2 * x + 1] = (byte) (three + line[x + 2] + 7 >> 4);
      }
    }
  }
}
