package dev.rigel.media.jpeg;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the markers before the one scan of a sequential JPEG say.
 *
 * @param restartInterval minimum coded units between restart markers; 0 without
 * @param scanStart where the entropy-coded data begins
 */
record JpegLayout(
    int width, int height, Component[] components, int restartInterval, int scanStart) {
  /**
   * @param across sampling factor: blocks side by side in a minimum coded unit
   */
  record Component(
      int id, int across, int down, int[] quantisation, HuffmanTable means, HuffmanTable others) {}

  int mostAcross() {
    return Arrays.stream(components).mapToInt(Component::across).max().orElse(1);
  }

  int mostDown() {
    return Arrays.stream(components).mapToInt(Component::down).max().orElse(1);
  }

  int unitsAcross() {
    return (width + 8 * mostAcross() - 1) / (8 * mostAcross());
  }

  int unitsDown() {
    return (height + 8 * mostDown() - 1) / (8 * mostDown());
  }

  /** Empty when the file is not of the kind that is decoded here. */
  static Optional<JpegLayout> of(byte[] data) {
    try {
      return new Parser(data).parse();
    } catch (ArrayIndexOutOfBoundsException | DamagedJpegException _) {
      return Optional.empty();
    }
  }

  /** A component before its tables are known. */
  private record Declared(int id, int across, int down, int table) {}

  private static final class Parser {
    private final byte[] data;
    private final int[][] quantisations = new int[4][];
    private final HuffmanTable[] means = new HuffmanTable[4];
    private final HuffmanTable[] others = new HuffmanTable[4];
    private Declared[] declared = {};
    private int width;
    private int height;
    private int restartInterval;

    Parser(byte[] data) {
      this.data = data;
    }

    Optional<JpegLayout> parse() {
      int at = 2;
      while (at + 4 <= data.length) {
        if (unsigned(at) != 0xff) {
          return Optional.empty();
        }
        int marker = unsigned(at + 1);
        int from = at + 4;
        int end = at + 2 + shortAt(at + 2);
        switch (marker) {
          case 0xdb -> quantisation(from, end);
          case 0xc4 -> huffman(from, end);
          case 0xdd -> restartInterval = shortAt(from);
          case 0xc0, 0xc1 -> {
            if (!frame(from)) {
              return Optional.empty();
            }
          }
          case 0xda -> {
            return scan(from, end);
          }
          default -> {
            if (marker >= 0xc2 && marker <= 0xcf) {
              return Optional.empty();
            }
          }
        }
        at = end;
      }
      return Optional.empty();
    }

    private void quantisation(int start, int end) {
      int at = start;
      while (at < end) {
        int head = unsigned(at++);
        int[] table = new int[64];
        for (int i = 0; i < 64; i++) {
          table[i] = head >> 4 == 0 ? unsigned(at++) : shortAt(at);
          at += head >> 4 == 0 ? 0 : 2;
        }
        quantisations[head & 3] = table;
      }
    }

    private void huffman(int start, int end) {
      int at = start;
      while (at < end) {
        int head = unsigned(at++);
        int[] counts = new int[16];
        int total = 0;
        for (int i = 0; i < 16; i++) {
          counts[i] = unsigned(at++);
          total += counts[i];
        }
        int[] symbols = new int[total];
        for (int i = 0; i < total; i++) {
          symbols[i] = unsigned(at++);
        }
        (head >> 4 == 0 ? means : others)[head & 3] = new HuffmanTable(counts, symbols);
      }
    }

    private boolean frame(int from) {
      height = shortAt(from + 1);
      width = shortAt(from + 3);
      int count = unsigned(from + 5);
      if (unsigned(from) != 8 || height == 0 || width == 0 || (count != 1 && count != 3)) {
        return false;
      }
      declared = new Declared[count];
      for (int i = 0; i < count; i++) {
        int at = from + 6 + 3 * i;
        int across = unsigned(at + 1) >> 4;
        int down = unsigned(at + 1) & 15;
        declared[i] = new Declared(unsigned(at), across, down, unsigned(at + 2) & 3);
      }
      if (count == 1) {
        declared[0] = new Declared(declared[0].id(), 1, 1, declared[0].table());
        return true;
      }
      // Luma once or twice as fine as both colours: what is used everywhere.
      return declared[0].across() >= 1
          && declared[0].across() <= 2
          && declared[0].down() >= 1
          && declared[0].down() <= 2
          && isPlain(declared[1])
          && isPlain(declared[2]);
    }

    private static boolean isPlain(Declared component) {
      return component.across() == 1 && component.down() == 1;
    }

    private Optional<JpegLayout> scan(int from, int end) {
      int count = unsigned(from);
      if (count != declared.length || count == 0) {
        return Optional.empty();
      }
      Component[] components = new Component[count];
      for (int i = 0; i < count; i++) {
        int tables = unsigned(from + 2 + 2 * i);
        HuffmanTable mean = means[tables >> 4 & 3];
        HuffmanTable other = others[tables & 3];
        int[] quantisation = quantisations[declared[i].table()];
        if (unsigned(from + 1 + 2 * i) != declared[i].id()
            || mean == null
            || other == null
            || quantisation == null) {
          return Optional.empty();
        }
        components[i] =
            new Component(
                declared[i].id(),
                declared[i].across(),
                declared[i].down(),
                quantisation,
                mean,
                other);
      }
      return Optional.of(new JpegLayout(width, height, components, restartInterval, end));
    }

    private int unsigned(int at) {
      return data[at] & 0xff;
    }

    private int shortAt(int at) {
      return unsigned(at) << 8 | unsigned(at + 1);
    }
  }
}
