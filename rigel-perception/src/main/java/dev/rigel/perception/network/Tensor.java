package dev.rigel.perception.network;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A dense array of floats with a shape, last axis fastest. One made for a network's input lies
 * outside the heap, so that the network reads it without a copy, and is given back on close; a
 * network's output lies on the heap.
 */
public final class Tensor implements AutoCloseable {
  private final FloatBuffer values;
  private final long[] shape;
  private final Arena memory;

  private Tensor(FloatBuffer values, long[] shape, Arena memory) {
    this.values = values;
    this.shape = shape;
    this.memory = memory;
  }

  /** Zeros, to be filled and fed on the calling thread, which must also close it. */
  @SuppressWarnings("MustBeClosedChecker") // The tensor owns the memory and is closed itself.
  public static Tensor input(long... shape) {
    Arena memory = Arena.ofConfined();
    FloatBuffer values =
        memory
            .allocate(ValueLayout.JAVA_FLOAT, size(shape))
            .asByteBuffer()
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    return new Tensor(values, shape.clone(), memory);
  }

  static Tensor output(float[] values, long[] shape) {
    if (values.length != size(shape)) {
      throw new IllegalArgumentException(
          values.length + " values do not fill " + Arrays.toString(shape));
    }
    return new Tensor(FloatBuffer.wrap(values), shape.clone(), Arena.global());
  }

  private static long size(long[] shape) {
    long size = 1;
    for (long length : shape) {
      size = Math.multiplyExact(size, length);
    }
    return size;
  }

  /** The values themselves, at position 0; what is written here is what the network reads. */
  public FloatBuffer values() {
    return values.duplicate();
  }

  /** The values of an output; not to be changed. */
  public float[] array() {
    return values.array();
  }

  public int length(int axis) {
    return Math.toIntExact(shape[axis]);
  }

  long[] shape() {
    return shape.clone();
  }

  @Override
  public void close() {
    if (values.isDirect()) {
      memory.close();
    }
  }
}
