package dev.rigel.media.jpeg;

import java.util.Arrays;

/** Collects the bits of entropy-coded data; a zero byte follows each of 255. */
final class BitSink {
  private byte[] data;
  private int length;
  private long bits;
  private int count;

  BitSink(int expected) {
    data = new byte[expected];
  }

  void bytes(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, data, length, more.length);
    length += more.length;
  }

  /**
   * @param number at most 27 bits long
   */
  void put(int number, int size) {
    bits = bits << size | number;
    count += size;
    if (count >= 32) {
      room(8);
      do {
        count -= 8;
        byte next = (byte) (bits >>> count);
        data[length++] = next;
        if (next == -1) {
          data[length++] = 0;
        }
      } while (count >= 8);
    }
  }

  /** Fills the last byte with ones and ends the file. */
  void finish() {
    put((1 << 7) - 1, 7);
    room(16);
    while (count >= 8) {
      count -= 8;
      byte next = (byte) (bits >>> count);
      data[length++] = next;
      if (next == -1) {
        data[length++] = 0;
      }
    }
    data[length++] = (byte) 0xff;
    data[length++] = (byte) 0xd9;
  }

  private void room(int more) {
    if (length + more > data.length) {
      data = Arrays.copyOf(data, Math.max(length + more, data.length * 2));
    }
  }

  byte[] toByteArray() {
    return Arrays.copyOf(data, length);
  }
}
