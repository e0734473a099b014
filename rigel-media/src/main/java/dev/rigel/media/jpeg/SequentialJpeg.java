package dev.rigel.media.jpeg;

import java.util.Optional;

/**
 * A JPEG of one sequential scan, decoded whole or to a smaller size.
 *
 * <p>A smaller size is made by averaging areas, component by component: the transform gives the
 * means of groups of 2, 4 or 8 pixels where these are still finer than what is wanted ({@link
 * BlockTransform}), and the means are averaged to the size wanted ({@link ComponentAverage}). Where
 * the edge of an area cuts a group, the group's mean counts by its share.
 */
public final class SequentialJpeg {
  private final byte[] data;
  private final JpegLayout layout;

  private SequentialJpeg(byte[] data, JpegLayout layout) {
    this.data = data;
    this.layout = layout;
  }

  /**
   * @param data a JPEG without application data
   * @return empty when it is of another kind
   */
  public static Optional<SequentialJpeg> of(byte[] data) {
    return JpegLayout.of(data).map(layout -> new SequentialJpeg(data, layout));
  }

  public int width() {
    return layout.width();
  }

  public int height() {
    return layout.height();
  }

  /** 1, or 3 for YCbCr or RGB as the file's other marks say. */
  public int components() {
    return layout.components().length;
  }

  /**
   * The component's samples, width × height each.
   *
   * @param width at most the picture's
   * @param height likewise
   * @throws DamagedJpegException when the data is not whole
   */
  public byte[][] shrunk(int width, int height) {
    ComponentAverage[] averages = new ComponentAverage[components()];
    BlockTransform[] transforms = new BlockTransform[averages.length];
    for (int i = 0; i < averages.length; i++) {
      JpegLayout.Component component = layout.components()[i];
      int coarserAcross = layout.mostAcross() / component.across();
      int coarserDown = layout.mostDown() / component.down();
      int reduction = 8;
      while (reduction > 1
          && (width * reduction * coarserAcross > layout.width()
              || height * reduction * coarserDown > layout.height())) {
        reduction /= 2;
      }
      transforms[i] = new BlockTransform(component.quantisation(), reduction);
      averages[i] =
          new ComponentAverage(
              (double) layout.width() / (reduction * coarserAcross),
              (double) layout.height() / (reduction * coarserDown),
              width,
              height);
    }
    decode(
        transforms,
        (component, strip, stride, rows) -> {
          for (int row = 0; row < rows && !averages[component].isWhole(); row++) {
            averages[component].add(strip, row * stride);
          }
        });
    byte[][] results = new byte[averages.length][];
    for (int i = 0; i < results.length; i++) {
      results[i] = averages[i].result();
    }
    return results;
  }

  /**
   * All samples; those of coarser components still at their own size.
   *
   * @throws DamagedJpegException when the data is not whole
   */
  public Samples samples() {
    int count = components();
    BlockTransform[] transforms = new BlockTransform[count];
    byte[][] planes = new byte[count][];
    int[] strides = new int[count];
    int[] next = new int[count];
    for (int i = 0; i < count; i++) {
      JpegLayout.Component component = layout.components()[i];
      transforms[i] = new BlockTransform(component.quantisation(), 1);
      strides[i] = layout.unitsAcross() * component.across() * 8;
      planes[i] = new byte[strides[i] * layout.unitsDown() * component.down() * 8];
    }
    decode(
        transforms,
        (component, strip, stride, rows) -> {
          System.arraycopy(strip, 0, planes[component], next[component], rows * stride);
          next[component] += rows * stride;
        });
    return new Samples(
        planes, strides, layout.width(), layout.height(), layout.mostAcross(), layout.mostDown());
  }

  /**
   * All samples of a picture.
   *
   * @param planes one for each component, row by row
   * @param strides bytes from one row to the next
   * @param coarserAcross how many pixels one sample of the second and third component covers
   */
  public record Samples(
      byte[][] planes, int[] strides, int width, int height, int coarserAcross, int coarserDown) {}

  private interface StripConsumer {
    /** The next rows of a component, to be read before this returns. */
    void take(int component, byte[] strip, int stride, int rows);
  }

  private void decode(BlockTransform[] transforms, StripConsumer consumer) {
    JpegLayout.Component[] components = layout.components();
    EntropyReader reader = new EntropyReader(data, layout.scanStart());
    int[] means = new int[components.length];
    byte[][] strips = new byte[components.length][];
    int[] strides = new int[components.length];
    for (int i = 0; i < components.length; i++) {
      strides[i] = layout.unitsAcross() * components[i].across() * transforms[i].side();
      strips[i] = new byte[strides[i] * components[i].down() * transforms[i].side()];
    }
    int untilRestart = layout.restartInterval();
    int restarts = 0;
    for (int row = 0; row < layout.unitsDown(); row++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new DamagedJpegException("interrupted");
      }
      for (int unit = 0; unit < layout.unitsAcross(); unit++) {
        if (layout.restartInterval() > 0 && untilRestart-- == 0) {
          reader.restart(restarts++);
          java.util.Arrays.fill(means, 0);
          untilRestart = layout.restartInterval() - 1;
        }
        for (int i = 0; i < components.length; i++) {
          means[i] =
              unit(reader, components[i], transforms[i], means[i], strips[i], strides[i], unit);
        }
      }
      if (reader.isBeyondTheEnd()) {
        throw new DamagedJpegException("the data ends early");
      }
      for (int i = 0; i < components.length; i++) {
        consumer.take(i, strips[i], strides[i], components[i].down() * transforms[i].side());
      }
    }
  }

  private static int unit(
      EntropyReader reader,
      JpegLayout.Component component,
      BlockTransform transform,
      int meanBefore,
      byte[] strip,
      int stride,
      int unit) {
    int side = transform.side();
    int mean = meanBefore;
    for (int down = 0; down < component.down(); down++) {
      for (int across = 0; across < component.across(); across++) {
        int found = reader.block(component.means(), component.others(), mean);
        mean = reader.values[0];
        int start = down * side * stride + (unit * component.across() + across) * side;
        transform.transform(reader, found, strip, start, stride);
      }
    }
    return mean;
  }
}
