package dev.rigel.media.jpeg;

import java.io.ByteArrayOutputStream;

/** The Huffman codes of ITU-T T.81's annex K.3, for writing: luma first, then colours. */
final class StandardCode {
  private static final int[] MEAN_SYMBOLS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

  static final StandardCode[] MEANS = {
    new StandardCode(new int[] {0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0}, MEAN_SYMBOLS),
    new StandardCode(new int[] {0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0}, MEAN_SYMBOLS)
  };

  static final StandardCode[] OTHERS = {
    new StandardCode(
        new int[] {0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d},
        hexadecimal(
            "01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a"
                + "25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778"
                + "797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7"
                + "c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa")),
    new StandardCode(
        new int[] {0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 0x77},
        hexadecimal(
            "000102031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125f1"
                + "1718191a262728292a35363738393a434445464748494a535455565758595a636465666768696a73747576"
                + "7778797a82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4"
                + "c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa"))
  };

  private final int[] counts;
  private final int[] symbols;
  private final int[] codes = new int[256];
  private final int[] lengths = new int[256];

  private StandardCode(int[] counts, int[] symbols) {
    this.counts = counts;
    this.symbols = symbols;
    int code = 0;
    int index = 0;
    for (int length = 1; length <= 16; length++) {
      for (int i = 0; i < counts[length - 1]; i++, code++, index++) {
        codes[symbols[index]] = code;
        lengths[symbols[index]] = length;
      }
      code <<= 1;
    }
    if (index != symbols.length) {
      throw new IllegalStateException(index + " codes for " + symbols.length + " symbols");
    }
  }

  private static int[] hexadecimal(String text) {
    int[] values = new int[text.length() / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = Integer.parseInt(text.substring(2 * i, 2 * i + 2), 16);
    }
    return values;
  }

  int code(int symbol) {
    return codes[symbol];
  }

  int length(int symbol) {
    return lengths[symbol];
  }

  void writeTo(ByteArrayOutputStream out, int head) {
    int size = 19 + symbols.length;
    out.writeBytes(
        new byte[] {(byte) 0xff, (byte) 0xc4, (byte) (size >> 8), (byte) size, (byte) head});
    for (int count : counts) {
      out.write(count);
    }
    for (int symbol : symbols) {
      out.write(symbol);
    }
  }
}
