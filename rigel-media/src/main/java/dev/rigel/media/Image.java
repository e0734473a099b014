package dev.rigel.media;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.Hashes;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A picture, upright (EXIF orientation applied), in sRGB. Its pixels are counted in a {@link
 * PixelAccount} from before they are decoded until nobody holds the picture any more.
 */
public final class Image implements Media {
  private final BufferedImage pixels;
  private final OptionalInt page;
  private final boolean counted;

  /** Whether the pixels are numbers of things, not colours. */
  private final boolean labels;

  /** Computed when first asked for: most pictures between two operations never need it. */
  private volatile @Nullable String contentHash;

  private Image(
      BufferedImage pixels,
      @Nullable String contentHash,
      OptionalInt page,
      boolean counted,
      boolean labels) {
    this.pixels = pixels;
    this.contentHash = contentHash;
    this.page = page;
    this.counted = counted;
    this.labels = labels;
  }

  /**
   * A picture made by a tool.
   *
   * @param pixels must not be changed afterwards; turned into {@code TYPE_INT_RGB} or {@code
   *     TYPE_INT_ARGB} when it is of another type
   */
  public static Image of(BufferedImage pixels) {
    return new Image(
        PixelLayout.packed(requireNonNull(pixels, "pixels")),
        null,
        OptionalInt.empty(),
        false,
        false);
  }

  /**
   * A picture from {@code 0xAARRGGBB} pixels, row by row; the array becomes the picture's own.
   *
   * @param alpha whether the top byte counts, not premultiplied
   */
  public static Image ofPacked(int width, int height, boolean alpha, int[] packed) {
    return of(PixelLayout.wrap(width, height, alpha, packed));
  }

  /**
   * A label map: each pixel the number of the thing it shows, 0 for the background. It leaves as a
   * grey PNG of 8 bits, or of 16 where a number is above 255, whose values are the numbers; shown
   * among other pictures it is as dark as they are small.
   *
   * @param numbers row by row, 0 to 65535; the array becomes the picture's own
   */
  public static Image ofLabels(int width, int height, int[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      int number = numbers[i];
      if (number < 0 || number > 0xffff) {
        throw new IllegalArgumentException("not the number of a thing: " + number);
      }
      // As a colour: the low byte in all channels, so that it is grey; the high byte above them.
      numbers[i] = number >> 8 << 24 | (number & 0xff) * 0x10101;
    }
    return new Image(
        PixelLayout.wrap(width, height, false, numbers), null, OptionalInt.empty(), false, true);
  }

  /**
   * A decoded picture whose pixels the reservation holds.
   *
   * @param contentHash of what it was decoded from
   */
  static Image decoded(
      BufferedImage packed,
      String contentHash,
      PixelAccount account,
      PixelAccount.Reservation reservation) {
    account.holdWhileReachable(packed, reservation);
    return new Image(packed, contentHash, OptionalInt.empty(), true, false);
  }

  /** This picture, whose pixels the reservation holds from now on. */
  Image countedBy(PixelAccount account, PixelAccount.Reservation reservation) {
    account.holdWhileReachable(pixels, reservation);
    return new Image(pixels, contentHash, page, true, labels);
  }

  public int width() {
    return pixels.getWidth();
  }

  public int height() {
    return pixels.getHeight();
  }

  public boolean hasAlpha() {
    return pixels.getColorModel().hasAlpha();
  }

  /** {@code TYPE_INT_RGB} or {@code TYPE_INT_ARGB}; must not be changed. */
  public BufferedImage pixels() {
    return pixels;
  }

  /**
   * The pixels row by row as {@code 0xAARRGGBB}; the top byte means nothing without {@link
   * #hasAlpha()}. The array is the picture's own and must not be changed.
   */
  public int[] packedPixels() {
    return ((DataBufferInt) pixels.getRaster().getDataBuffer()).getData();
  }

  /**
   * This picture made smaller by area averaging: every new pixel is the mean of the area it covers.
   *
   * @param width 1 to this picture's
   * @param height likewise
   */
  public Image shrunk(int width, int height) {
    if (width < 1 || height < 1 || width > width() || height > height()) {
      throw new IllegalArgumentException("not smaller: " + width + "x" + height);
    }
    return of(AreaAverage.resize(pixels, width, height));
  }

  /** The page of a document that this picture shows, from 1. */
  public OptionalInt page() {
    return page;
  }

  public Image asPage(int number) {
    return new Image(pixels, contentHash, OptionalInt.of(number), counted, labels);
  }

  @Override
  public String contentHash() {
    String hash = contentHash;
    if (hash == null) {
      hash = hashOfPixels();
      contentHash = hash;
    }
    return hash;
  }

  /** Whether it is a label map, which a lossy format would destroy. */
  public boolean isLabelMap() {
    return labels;
  }

  /** JPEG (quality 0.92, alpha over white) or PNG. */
  public byte[] encode(ImageFormat format) {
    return ImageEncoder.encode(this, format);
  }

  /** Whether an account already holds these pixels. */
  boolean isCounted() {
    return counted;
  }

  private int channels() {
    return labels ? 1 : hasAlpha() ? 4 : 3;
  }

  private String hashOfPixels() {
    MessageDigest digest = Hashes.sha256();
    digest.update(
        ByteBuffer.allocate(12).putInt(width()).putInt(height()).putInt(channels()).flip());
    int[] packed = packedPixels();
    int opaque = hasAlpha() || labels ? 0 : 0xff000000;
    ByteBuffer row = ByteBuffer.allocate(width() * Integer.BYTES);
    for (int y = 0; y < height(); y++) {
      row.clear();
      for (int i = y * width(); i < (y + 1) * width(); i++) {
        row.putInt(packed[i] | opaque);
      }
      digest.update(row.flip());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
