package dev.rigel.media.jpeg;

import java.io.ByteArrayOutputStream;

/**
 * Writes opaque pictures as baseline JPEGs: YCbCr with colours at half the size, the tables of
 * ITU-T T.81's annex K, scaled to a quality as the field's reference encoder does.
 */
public final class JpegWriter {
  /** Luma, then colours (annex K.1), by rows. */
  private static final int[][] QUANTISATION = {
    {
      16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69,
      56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104,
      113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
    },
    {
      17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99,
      99, 47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
      99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
    }
  };

  private final int[] pixels;
  private final int width;
  private final int height;
  private final int[][] tables = new int[2][64];
  private final ForwardTransform[] transforms = new ForwardTransform[2];
  private final BitSink sink;
  private final int[] means = new int[3];

  /** Luma of 16 × 16 pixels, and their colours before and after they are halved. */
  private final float[] luma = new float[256];

  private final float[][] colors = new float[2][64];
  private final float[] block = new float[64];
  private final int[] levels = new int[64];

  private JpegWriter(int[] pixels, int width, int height, int quality) {
    this.pixels = pixels;
    this.width = width;
    this.height = height;
    this.sink = new BitSink(Math.max(4_096, pixels.length / 3));
    int scale = quality < 50 ? 5_000 / quality : 200 - 2 * quality;
    for (int i = 0; i < 2; i++) {
      for (int k = 0; k < 64; k++) {
        tables[i][k] = Math.clamp((QUANTISATION[i][k] * scale + 50) / 100, 1, 255);
      }
      transforms[i] = new ForwardTransform(tables[i]);
    }
  }

  /**
   * @param pixels {@code 0x..RRGGBB}, row by row; the top byte does not count
   * @param width 1 to 65535
   * @param height likewise
   * @param quality 1 to 100
   */
  public static byte[] write(int[] pixels, int width, int height, int quality) {
    if (width < 1 || height < 1 || width > 65_535 || height > 65_535) {
      throw new IllegalArgumentException("no JPEG holds " + width + " x " + height + " pixels");
    }
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("not a quality: " + quality);
    }
    return new JpegWriter(pixels, width, height, quality).written();
  }

  private byte[] written() {
    sink.bytes(head());
    for (int top = 0; top < height; top += 16) {
      for (int left = 0; left < width; left += 16) {
        unit(left, top);
      }
    }
    sink.finish();
    return sink.toByteArray();
  }

  private byte[] head() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(700);
    out.writeBytes(
        new byte[] {
          (byte) 0xff,
          (byte) 0xd8,
          (byte) 0xff,
          (byte) 0xe0,
          0,
          16,
          'J',
          'F',
          'I',
          'F',
          0,
          1,
          1,
          0,
          0,
          1,
          0,
          1,
          0,
          0
        });
    for (int i = 0; i < 2; i++) {
      out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xdb, 0, 67, (byte) i});
      for (int place = 0; place < 64; place++) {
        out.write(tables[i][BlockTransform.rowOrder(place)]);
      }
    }
    out.writeBytes(
        new byte[] {
          (byte) 0xff,
          (byte) 0xc0,
          0,
          17,
          8,
          (byte) (height >> 8),
          (byte) height,
          (byte) (width >> 8),
          (byte) width,
          3,
          1,
          0x22,
          0,
          2,
          0x11,
          1,
          3,
          0x11,
          1
        });
    for (int i = 0; i < 2; i++) {
      StandardCode.MEANS[i].writeTo(out, i);
      StandardCode.OTHERS[i].writeTo(out, 0x10 | i);
    }
    out.writeBytes(
        new byte[] {(byte) 0xff, (byte) 0xda, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0});
    return out.toByteArray();
  }

  private void unit(int left, int top) {
    convert(left, top);
    for (int down = 0; down < 2; down++) {
      for (int across = 0; across < 2; across++) {
        for (int y = 0; y < 8; y++) {
          System.arraycopy(luma, (down * 8 + y) * 16 + across * 8, block, y * 8, 8);
        }
        encode(block, 0, 0);
      }
    }
    encode(colors[0], 1, 1);
    encode(colors[1], 1, 2);
  }

  /** Beyond the picture its last row and column are repeated. */
  private void convert(int left, int top) {
    float[] blue = colors[0];
    float[] red = colors[1];
    java.util.Arrays.fill(blue, 0);
    java.util.Arrays.fill(red, 0);
    for (int y = 0; y < 16; y++) {
      int row = Math.min(height - 1, top + y) * width;
      for (int x = 0; x < 16; x++) {
        int pixel = pixels[row + Math.min(width - 1, left + x)];
        float r = pixel >> 16 & 255;
        float g = pixel >> 8 & 255;
        float b = pixel & 255;
        luma[y * 16 + x] = 0.299f * r + 0.587f * g + 0.114f * b - 128;
        int at = (y >> 1) * 8 + (x >> 1);
        blue[at] += -0.168736f * r - 0.331264f * g + 0.5f * b;
        red[at] += 0.5f * r - 0.418688f * g - 0.081312f * b;
      }
    }
    for (int i = 0; i < 64; i++) {
      blue[i] *= 0.25f;
      red[i] *= 0.25f;
    }
  }

  private void encode(float[] samples, int kind, int component) {
    transforms[kind].quantised(samples, levels);
    int difference = levels[0] - means[component];
    means[component] = levels[0];
    StandardCode meanCode = StandardCode.MEANS[kind];
    int size = size(difference);
    sink.put(meanCode.code(size), meanCode.length(size));
    sink.put(bits(difference, size), size);
    StandardCode code = StandardCode.OTHERS[kind];
    int run = 0;
    for (int place = 1; place < 64; place++) {
      int level = levels[place];
      if (level == 0) {
        run++;
        continue;
      }
      for (; run > 15; run -= 16) {
        sink.put(code.code(0xf0), code.length(0xf0));
      }
      size = size(level);
      int symbol = run << 4 | size;
      sink.put(code.code(symbol) << size | bits(level, size), code.length(symbol) + size);
      run = 0;
    }
    if (run > 0) {
      sink.put(code.code(0), code.length(0));
    }
  }

  private static int size(int level) {
    return 32 - Integer.numberOfLeadingZeros(Math.abs(level));
  }

  private static int bits(int level, int size) {
    return level < 0 ? level + (1 << size) - 1 : level;
  }
}
