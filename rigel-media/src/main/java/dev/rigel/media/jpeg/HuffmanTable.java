package dev.rigel.media.jpeg;

import java.util.Arrays;

/**
 * The code of one table (ITU-T T.81, annexes C and F), for looking up eleven bits at a time. Where
 * the bits hold a whole symbol with the value behind it, one look gives both.
 */
final class HuffmanTable {
  static final int LOOKED_UP = 11;

  /** Marks entries that hold the value too. */
  static final int WITH_VALUE = 1 << 15;

  /**
   * By the next eleven bits: value in the upper half, then {@link #WITH_VALUE}, run or symbol in
   * eight bits from bit 6 on, length in the lowest six. 0 where the code is longer.
   */
  private final int[] entries = new int[1 << LOOKED_UP];

  /** First code, first index and one past the last code, by length. */
  private final int[] firstCode = new int[17];

  private final int[] firstIndex = new int[17];
  private final int[] endCode = new int[17];
  private final int[] symbols;

  /**
   * @param counts how many codes have 1 to 16 bits, from index 0
   */
  HuffmanTable(int[] counts, int[] symbols) {
    this.symbols = symbols.clone();
    int code = 0;
    int index = 0;
    for (int length = 1; length <= 16; length++) {
      firstCode[length] = code;
      firstIndex[length] = index;
      for (int i = 0; i < counts[length - 1]; i++, code++, index++) {
        if (code >= 1 << length) {
          throw new DamagedJpegException("a table has too many codes");
        }
        if (length <= LOOKED_UP) {
          enter(code, length, symbols[index]);
        }
      }
      endCode[length] = code;
      code <<= 1;
    }
  }

  private void enter(int code, int length, int symbol) {
    int free = LOOKED_UP - length;
    int size = symbol & 15;
    for (int rest = 0; rest < 1 << free; rest++) {
      int entry = symbol << 6 | length;
      if (size > 0 && size <= free) {
        int bits = rest >> free - size;
        int value = bits < 1 << size - 1 ? bits - (1 << size) + 1 : bits;
        entry = value << 16 | WITH_VALUE | symbol >> 4 << 6 | length + size;
      }
      entries[code << free | rest] = entry;
    }
  }

  int[] entries() {
    return entries;
  }

  /**
   * A code of more than eleven bits.
   *
   * @param bits the next sixteen
   * @return symbol in eight bits from bit 6 on, length in the lowest six
   */
  int longEntry(int bits) {
    for (int length = LOOKED_UP + 1; length <= 16; length++) {
      int code = bits >> 16 - length;
      if (code < endCode[length] && code >= firstCode[length]) {
        return symbols[firstIndex[length] + code - firstCode[length]] << 6 | length;
      }
    }
    throw new DamagedJpegException("a code that no table has");
  }

  @Override
  public String toString() {
    return Arrays.toString(symbols);
  }
}
