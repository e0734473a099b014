package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HostilePicturesTest {
  private final CallScope scope = CallScope.unlimited();
  private final PixelAccount account = new PixelAccount(200_000_000);
  private final MediaReader reader =
      new MediaReader(
          MediaLimits.DEFAULT.withTimes(Duration.ofSeconds(20), Duration.ofSeconds(20)),
          account,
          2);

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void robustness22refusesAPngBombBeforeTakingMemory() {
    byte[] bomb = png(65_535, 65_535, new byte[50_000]);

    assertRefused(bomb, "65535 x 65535");
    assertThat(account.used()).isZero();
  }

  @Test
  void robustness22refusesAJpegOfManyScansAndAHugeOne() {
    byte[] progressive = Samples.file("progressive.jpg");
    assertRefused(withSize(progressive, 65_500, 65_500), "65500 x 65500");
    assertRefused(withScans(progressive, 10_000), "scans");
    assertThat(account.used()).isZero();
  }

  @Test
  void robustness22readsABmpWithNegativeHeightFromTheTop() {
    byte[] bmp = Samples.encoded(Samples.quarters(8, 8, BufferedImage.TYPE_INT_RGB), "bmp");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(22, -8);

    Image image = reader.readImage(bmp, scope);

    assertThat(image.height()).isEqualTo(8);
    // The rows were written from the bottom: read from the top, blue comes first.
    assertThat(image.packedPixels()[0] & 0xffffff).isEqualTo(0x0000ff);
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(22, Integer.MIN_VALUE);
    assertThatThrownBy(() -> reader.readImage(bmp, scope)).isInstanceOf(RigelException.class);
  }

  @Test
  void robustness22refusesATiffThatClaimsHugeStrips() {
    byte[] tiff = Samples.file("lzw.tif");
    ByteBuffer buffer = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    int directory = buffer.getInt(4);
    for (int entry = 0; entry < buffer.getShort(directory); entry++) {
      int at = directory + 2 + entry * 12;
      int tag = buffer.getShort(at) & 0xffff;
      if (tag == 256 || tag == 257 || tag == 278) {
        buffer.putShort(at + 2, (short) 4).putInt(at + 8, 2_000_000_000);
      }
    }
    assertThatThrownBy(() -> reader.readImage(tiff, scope)).isInstanceOf(RigelException.class);
    assertThat(account.used()).isZero();
  }

  @Test
  void robustness23readsOnlyTheFirstOfAHundredThousandFrames() {
    byte[] gif = Samples.encoded(Samples.quarters(16, 16, BufferedImage.TYPE_INT_RGB), "gif");
    int end = gif.length - 1;
    int frameStart = new String(gif, StandardCharsets.ISO_8859_1).indexOf(",\0\0\0\0");
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    many.write(gif, 0, end);
    for (int i = 0; i < 100_000; i++) {
      many.write(gif, frameStart, end - frameStart);
    }
    many.write(gif, end, 1);

    assertThat(reader.readImage(many.toByteArray(), scope).width()).isEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "progressive.jpg",
        "cmyk-adobe.jpg",
        "lossy.webp",
        "lossless.webp",
        "animated.gif",
        "lzw.tif",
        "jpeg.tif",
        "one-bit.tif",
        "palette-alpha.png",
        "one-bit.png",
        "turned.webp",
        "pages.tif"
      })
  void robustness24survivesTruncationAtEveryByte(String name) {
    byte[] whole = Samples.file(name);
    for (int length = 0; length < whole.length; length++) {
      readOrRefuse(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void robustness24survivesTruncatedBmpAtEveryByte() {
    byte[] whole = Samples.encoded(Samples.quarters(8, 6, BufferedImage.TYPE_INT_RGB), "bmp");
    for (int length = 0; length < whole.length; length++) {
      readOrRefuse(Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "progressive.jpg", "ycck-adobe.jpg", "lossy.webp", "lossless.webp", "animated.gif",
        "lzw.tif", "jpeg.tif", "palette-alpha.png", "alpha.webp", "one-bit.tif"
      })
  void robustness24survivesChangedBytes(String name) {
    byte[] whole = Samples.file(name);
    Random random = new Random(24);
    for (int round = 0; round < 150; round++) {
      byte[] changed = whole.clone();
      for (int i = 0; i < 1 + round % 4; i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      readOrRefuse(changed);
    }
  }

  @Test
  void robustness24refusesTheDataOfAnotherPicture() {
    assertRefused(png(64, 64, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}), "damaged");
    byte[] small = Samples.encoded(Samples.quarters(8, 6, BufferedImage.TYPE_INT_RGB), "png");
    byte[] large = Samples.encoded(Samples.quarters(64, 48, BufferedImage.TYPE_INT_RGB), "png");

    assertRefused(withHeaderOf(large, small), "damaged");
    // More data than its header speaks of: the picture is what the header says, or none.
    readOrRefuse(withHeaderOf(small, large));
  }

  @Test
  void robustness24survivesEveryWrongChecksum() {
    byte[] whole = Samples.encoded(Samples.quarters(8, 6, BufferedImage.TYPE_INT_RGB), "png");
    for (int at = 8; at < whole.length; at += 12 + ByteBuffer.wrap(whole).getInt(at)) {
      byte[] changed = whole.clone();
      changed[at + 8 + ByteBuffer.wrap(whole).getInt(at)] ^= 0x55;
      readOrRefuse(changed);
    }
  }

  @Test
  void robustness24readsPolyglotsAsWhatTheyStartWith() {
    byte[] gif = Samples.encoded(Samples.quarters(16, 16, BufferedImage.TYPE_INT_RGB), "gif");
    byte[] png = Samples.encoded(Samples.quarters(16, 16, BufferedImage.TYPE_INT_RGB), "png");
    byte[] jpeg = Samples.encoded(Samples.quarters(16, 16, BufferedImage.TYPE_INT_RGB), "jpeg");

    assertThat(reader.read(joined(gif, "PK\u0003\u0004META-INF/"), scope))
        .isInstanceOf(Image.class);
    assertThat(reader.read(joined(png, "<html><script>alert(1)</script>"), scope))
        .isInstanceOf(Image.class);
    assertThat(reader.read(joined(jpeg, "%PDF-1.7 1 0 obj"), scope)).isInstanceOf(Image.class);
    byte[] header = "%PDF-1.7\n1 0 obj\nstream\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(reader.read(Exif.insert(jpeg, Exif.segment(0xfe, header)), scope))
        .isInstanceOf(Image.class);
  }

  @Test
  void stopsADecoderWhoseTimeIsOver() {
    byte[] slow =
        Samples.encoded(Samples.quarters(6_000, 6_000, BufferedImage.TYPE_INT_RGB), "png");
    try (MediaReader impatient =
        new MediaReader(
            MediaLimits.DEFAULT.withTimes(Duration.ofMillis(1), Duration.ofMillis(1)),
            account,
            1)) {
      assertThatThrownBy(() -> impatient.readImage(slow, scope))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
          .hasMessageContaining("took longer");
    }
  }

  @Test
  void neverRepeatsWhatADecoderSays() {
    assertThatThrownBy(() -> reader.readImage(png(64, 64, new byte[] {9, 9, 9}), scope))
        .hasMessage(
            "The PNG is damaged or cut off and cannot be decoded; send it again from its source.");
  }

  @Test
  void releasesPixelsOfPicturesThatNobodyHolds() {
    byte[] png = Samples.encoded(Samples.quarters(1_000, 1_000, BufferedImage.TYPE_INT_RGB), "png");
    PixelAccount small = new PixelAccount(3_000_000);
    try (MediaReader limited = new MediaReader(MediaLimits.DEFAULT, small, 1)) {
      for (int i = 0; i < 12; i++) {
        assertThat(limited.readImage(png, scope).width()).isEqualTo(1_000);
      }
      assertThat(small.used()).isLessThanOrEqualTo(3_000_000);
    }
  }

  @Test
  void refusesWhatWouldNotFitIntoTheAccount() {
    PixelAccount small = new PixelAccount(100);
    byte[] png = Samples.encoded(Samples.quarters(20, 20, BufferedImage.TYPE_INT_RGB), "png");
    try (MediaReader limited = new MediaReader(MediaLimits.DEFAULT, small, 1)) {
      assertThatThrownBy(() -> limited.readImage(png, scope))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    }
  }

  private void readOrRefuse(byte[] content) {
    try {
      assertThat(((Image) reader.read(content, scope)).width()).isPositive();
    } catch (RigelException e) {
      assertThat(e.code())
          .isIn(
              ErrorCode.MEDIA_REFUSED,
              ErrorCode.UNSUPPORTED_MEDIA,
              ErrorCode.NOT_IMPLEMENTED,
              ErrorCode.TOO_LARGE);
    }
  }

  private void assertRefused(byte[] content, String part) {
    assertThatThrownBy(() -> reader.readImage(content, scope))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
        .hasMessageContaining(part);
  }

  /** The signature and header of one PNG before the data of another. */
  private static byte[] withHeaderOf(byte[] header, byte[] data) {
    byte[] changed = data.clone();
    System.arraycopy(header, 0, changed, 0, 33);
    return changed;
  }

  private static byte[] joined(byte[] start, String end) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(start);
    bytes.writeBytes(end.getBytes(StandardCharsets.ISO_8859_1));
    return bytes.toByteArray();
  }

  private static byte[] withSize(byte[] jpeg, int width, int height) {
    byte[] changed = jpeg.clone();
    ByteBuffer buffer = ByteBuffer.wrap(changed);
    for (int at = 2; at < changed.length - 9; at++) {
      if ((changed[at] & 0xff) == 0xff && (changed[at + 1] & 0xff) == 0xc2) {
        buffer.putShort(at + 5, (short) height).putShort(at + 7, (short) width);
      }
    }
    return changed;
  }

  /** Repeats the last scan. */
  private static byte[] withScans(byte[] jpeg, int count) {
    int last = 0;
    for (int at = 2; at < jpeg.length - 1; at++) {
      if ((jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) == 0xda) {
        last = at;
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < count; i++) {
      bytes.write(jpeg, last, jpeg.length - 2 - last);
    }
    bytes.write(jpeg, jpeg.length - 2, 2);
    return bytes.toByteArray();
  }

  private static byte[] png(int width, int height, byte[] rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    bytes.writeBytes(
        chunk(
            "IHDR",
            ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) 2)
                .array()));
    Deflater deflater = new Deflater(0);
    deflater.setInput(rows);
    deflater.finish();
    byte[] packed = new byte[rows.length + 100];
    int length = deflater.deflate(packed);
    deflater.end();
    bytes.writeBytes(chunk("IDAT", Arrays.copyOf(packed, length)));
    bytes.writeBytes(chunk("IEND", new byte[0]));
    return bytes.toByteArray();
  }

  private static byte[] chunk(String name, byte[] content) {
    ByteBuffer buffer = ByteBuffer.allocate(content.length + 12);
    buffer.putInt(content.length).put(name.getBytes(StandardCharsets.ISO_8859_1)).put(content);
    CRC32 checksum = new CRC32();
    checksum.update(buffer.array(), 4, content.length + 4);
    return buffer.putInt((int) checksum.getValue()).array();
  }
}
