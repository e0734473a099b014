package dev.rigel.media;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/**
 * Area averaging of an opaque picture that comes row by row: rows are summed first, in loops that
 * the compiler turns into vector instructions, and only the few summed rows are averaged along
 * their length.
 */
final class OpaqueAverage {
  /** Weighted by 256ths, the sum of 32 768 rows still fits an integer. */
  static final int CHANNELS = 3;

  private final int sourceHeight;
  private final boolean redFirst;
  private final BufferedImage result;
  private final int[] target;
  private final Spans rows;
  private final Spans columns;
  private final float scale;

  /** The three channels of each column, summed over the rows of one target row. */
  private final int[] sums;

  private int nextRow;
  private int targetRow;

  /**
   * @param width of the result, at most the source's
   * @param height likewise
   * @param redFirst the order of the bytes to come: red, green, blue rather than blue, green, red
   */
  OpaqueAverage(int sourceWidth, int sourceHeight, int width, int height, boolean redFirst) {
    this.sourceHeight = sourceHeight;
    this.redFirst = redFirst;
    this.result = PixelLayout.newImage(width, height, false);
    this.target = PixelLayout.samples(result);
    this.rows = Spans.of(sourceHeight, height);
    this.columns = Spans.of(sourceWidth, width);
    this.scale = 1f / ((float) rows.weight() * columns.weight());
    this.sums = new int[sourceWidth * CHANNELS];
  }

  /** Whether the layout is one of the two that are read directly. */
  static boolean takes(BufferedImage image) {
    return image.getRaster().getParent() == null
        && (image.getType() == BufferedImage.TYPE_3BYTE_BGR
            || (image.getType() == BufferedImage.TYPE_INT_RGB
                && PixelLayout.samples(image).length == image.getWidth() * image.getHeight()));
  }

  /**
   * @param image blue, green, red bytes or packed integers
   * @param width at most the picture's
   * @param height likewise
   */
  static BufferedImage resize(BufferedImage image, int width, int height) {
    int sourceWidth = image.getWidth();
    OpaqueAverage average = new OpaqueAverage(sourceWidth, image.getHeight(), width, height, false);
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
      byte[] source = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
      for (int row = 0; row < image.getHeight(); row++) {
        average.add(source, row * sourceWidth * CHANNELS);
      }
    } else {
      int[] source = PixelLayout.samples(image);
      byte[] bytes = new byte[sourceWidth * CHANNELS];
      for (int row = 0; row < image.getHeight(); row++) {
        unpack(source, row * sourceWidth, bytes);
        average.add(bytes, 0);
      }
    }
    return average.result();
  }

  private static void unpack(int[] source, int start, byte[] bytes) {
    for (int x = 0, at = 0; at < bytes.length; x++, at += CHANNELS) {
      int pixel = source[start + x];
      bytes[at] = (byte) pixel;
      bytes[at + 1] = (byte) (pixel >> 8);
      bytes[at + 2] = (byte) (pixel >> 16);
    }
  }

  /** Takes the next row of the source, three bytes a pixel. */
  void add(byte[] source, int start) {
    int row = nextRow++;
    addWeighted(source, start, rows.weight(targetRow, row));
    // A row may be the last of one target row and the first of the next.
    while (targetRow < rows.count() && rows.last(targetRow) == row) {
      average(targetRow++ * columns.count());
      Arrays.fill(sums, 0);
      if (targetRow < rows.count() && rows.first(targetRow) == row) {
        addWeighted(source, start, rows.weight(targetRow, row));
      }
    }
  }

  /** Which row is expected next, from 0. */
  int nextRow() {
    return nextRow;
  }

  /** The small picture; after the last row. */
  BufferedImage result() {
    if (nextRow != sourceHeight) {
      throw new IllegalStateException(nextRow + " of " + sourceHeight + " rows");
    }
    return result;
  }

  private void addWeighted(byte[] source, int start, int weight) {
    int[] all = sums;
    for (int i = 0; i < all.length; i++) {
      all[i] += weight * (source[start + i] & 0xff);
    }
  }

  private void average(int targetStart) {
    int red = redFirst ? 16 : 0;
    int blue = redFirst ? 0 : 16;
    for (int x = 0; x < columns.count(); x++) {
      int first = columns.first(x);
      int last = columns.last(x);
      int at = first * CHANNELS;
      float weight = columns.weight(x, first);
      float one = weight * sums[at];
      float two = weight * sums[at + 1];
      float three = weight * sums[at + 2];
      for (int i = first + 1; i < last; i++) {
        at += CHANNELS;
        one += (float) Spans.WHOLE * sums[at];
        two += (float) Spans.WHOLE * sums[at + 1];
        three += (float) Spans.WHOLE * sums[at + 2];
      }
      if (last > first) {
        at += CHANNELS;
        weight = columns.weight(x, last);
        one += weight * sums[at];
        two += weight * sums[at + 1];
        three += weight * sums[at + 2];
      }
      target[targetStart + x] =
          0xff000000
              | level(one * scale) << red
              | level(two * scale) << 8
              | level(three * scale) << blue;
    }
  }

  private static int level(float value) {
    return Math.clamp((int) (value + 0.5f), 0, 255);
  }
}
