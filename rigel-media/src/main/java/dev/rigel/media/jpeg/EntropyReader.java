package dev.rigel.media.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads the coefficients of one block after the other from entropy-coded data. */
final class EntropyReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Always there after a refill: a code of 16 bits and a value of 15. */
  private static final int ENOUGH = 32;

  private static final long ONES = 0x0101010101010101L;
  private static final long TOP_BITS = 0x8080808080808080L;

  private final byte[] data;

  /** Places in zigzag order and values of the block's coefficients other than 0; the mean first. */
  final int[] places = new int[64];

  final int[] values = new int[64];

  private int position;

  /** The next bits, the first one highest. */
  private long bits;

  private int count;

  /** Bits that were made up behind the end of the data. */
  private int madeUp;

  EntropyReader(byte[] data, int position) {
    this.data = data;
    this.position = position;
  }

  /**
   * Reads a block into {@link #places} and {@link #values}.
   *
   * @param mean the mean of the component's block before
   * @return how many coefficients there are, the mean always among them
   */
  int block(HuffmanTable means, HuffmanTable others, int mean) {
    int[] meanEntries = means.entries();
    int[] entries = others.entries();
    long buffer = bits;
    int left = count;
    if (left < ENOUGH) {
      buffer = refilled(buffer, left);
      left = count;
    }
    int entry = meanEntries[(int) (buffer >>> 64 - HuffmanTable.LOOKED_UP)];
    if (entry == 0) {
      entry = means.longEntry((int) (buffer >>> 48));
    }
    int length = entry & 63;
    buffer <<= length;
    left -= length;
    int difference = 0;
    if ((entry & HuffmanTable.WITH_VALUE) != 0) {
      difference = entry >> 16;
    } else {
      int size = entry >> 6 & 255;
      if (size > 15) {
        throw new DamagedJpegException("a value of " + size + " bits");
      }
      if (size > 0) {
        difference = signed((int) (buffer >>> 64 - size), size);
        buffer <<= size;
        left -= size;
      }
    }
    places[0] = 0;
    values[0] = mean + difference;
    int found = 1;
    for (int place = 1; place < 64; place++) {
      if (left < ENOUGH) {
        buffer = refilled(buffer, left);
        left = count;
      }
      entry = entries[(int) (buffer >>> 64 - HuffmanTable.LOOKED_UP)];
      if ((entry & HuffmanTable.WITH_VALUE) != 0) {
        length = entry & 63;
        buffer <<= length;
        left -= length;
        place += entry >> 6 & 15;
        places[found & 63] = place;
        values[found++ & 63] = entry >> 16;
        continue;
      }
      if (entry == 0) {
        entry = others.longEntry((int) (buffer >>> 48));
      }
      length = entry & 63;
      buffer <<= length;
      left -= length;
      int run = entry >> 10 & 15;
      int size = entry >> 6 & 15;
      if (size == 0) {
        if (run != 15) {
          break;
        }
        place += 15;
      } else {
        place += run;
        places[found & 63] = place;
        values[found++ & 63] = signed((int) (buffer >>> 64 - size), size);
        buffer <<= size;
        left -= size;
      }
    }
    if (places[found - 1 & 63] > 63) {
      throw new DamagedJpegException("a block with too many coefficients");
    }
    bits = buffer;
    count = left;
    return found;
  }

  private static int signed(int value, int size) {
    return value < 1 << size - 1 ? value - (1 << size) + 1 : value;
  }

  /** Tops the bits up to more than 56; sets {@link #count}. */
  private long refilled(long buffer, int left) {
    long more = buffer;
    int have = left;
    if (position + 8 <= data.length) {
      long next = (long) LONGS.get(data, position);
      // Whether none of the eight bytes is 0xff: no stuffing and no marker.
      if (((~next - ONES) & next & TOP_BITS) == 0) {
        int bytes = 63 - have >>> 3;
        more |= next >>> have;
        position += bytes;
        count = have + 8 * bytes;
        // Bits beyond the counted ones are right, but will be read again.
        return count == 64 ? more : more & -1L << 64 - count;
      }
    }
    while (have <= 56) {
      int value = 0;
      if (position < data.length) {
        value = data[position] & 255;
        if (value == 255) {
          if (position + 1 < data.length && data[position + 1] == 0) {
            position += 2;
          } else {
            value = 0;
            madeUp += 8;
          }
        } else {
          position++;
        }
      } else {
        madeUp += 8;
      }
      more |= (long) value << 56 - have;
      have += 8;
    }
    count = have;
    return more;
  }

  /** Whether bits were used that are not in the file. */
  boolean isBeyondTheEnd() {
    return count < madeUp;
  }

  /** Goes on behind the next restart marker. */
  void restart(int number) {
    if (isBeyondTheEnd()) {
      throw new DamagedJpegException("the data ends early");
    }
    bits = 0;
    count = 0;
    madeUp = 0;
    while (position + 1 < data.length
        && (data[position] & 255) == 255
        && (data[position + 1] & 255) == 255) {
      position++;
    }
    if (position + 1 >= data.length
        || (data[position] & 255) != 255
        || (data[position + 1] & 255) != 0xd0 + (number & 7)) {
      throw new DamagedJpegException("a restart marker is missing");
    }
    position += 2;
  }
}
