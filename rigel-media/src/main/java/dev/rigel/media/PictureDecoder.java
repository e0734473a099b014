package dev.rigel.media;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageMetadata;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import dev.rigel.media.ffmpeg.FfmpegProgram;
import dev.rigel.media.ffmpeg.StillPicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * Decodes one picture: size checked and pixels reserved first, then pixels, colours and
 * orientation. Runs on a decoding thread.
 */
final class PictureDecoder {
  private static final int TIFF_ORIENTATION = 274;
  private static final int MAXIMUM_EXIF_BYTES = 1 << 20;

  /** What a picture says about itself before it is decoded. */
  private record Size(int width, int height) {
    long pixels() {
      return (long) width * height;
    }
  }

  private final MediaLimits limits;
  private final PixelAccount account;

  PictureDecoder(MediaLimits limits, PixelAccount account) {
    this.limits = limits;
    this.account = account;
  }

  /**
   * @param frame which picture of the file, from 1
   * @param maxSide longest side wanted, smaller pictures stay as they are; {@code
   *     Integer.MAX_VALUE} for all pixels
   */
  Image decode(byte[] content, MediaFormat format, int frame, int maxSide) {
    try {
      return format == MediaFormat.JPEG
          ? decodeJpeg(content, maxSide)
          : decodeOther(content, format, frame, maxSide);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged(format, e);
    } catch (IllegalStateException | NegativeArraySizeException | ArithmeticException e) {
      throw damaged(format, e);
    } catch (NullPointerException | ClassCastException | UnsupportedOperationException e) {
      // Decoders meet broken files with every kind of runtime exception.
      throw damaged(format, e);
    }
  }

  private Image decodeJpeg(byte[] content, int maxSide) throws IOException {
    JpegHeader header = JpegHeader.of(content);
    Size size = checked(MediaFormat.JPEG, header.width(), header.height());
    JpegDecoder.check(header);
    Orientation orientation = header.exif().map(Orientation::ofExif).orElse(Orientation.UPRIGHT);
    return counted(
        content,
        size.pixels(),
        maxSide,
        1,
        () -> orientation.apply(JpegDecoder.decode(header, maxSide)));
  }

  private Image decodeOther(byte[] content, MediaFormat format, int frame, int maxSide)
      throws IOException {
    if (format == MediaFormat.BMP && content.length > 30 && content[30] > 3 && content[30] < 6) {
      throw new RigelException(
          ErrorCode.UNSUPPORTED_MEDIA,
          "This BMP only wraps another picture; send that picture itself.");
    }
    ImageReader reader = reader(format);
    try (InterruptibleInput input = new InterruptibleInput(content)) {
      boolean needsMetadata = format == MediaFormat.GIF || format == MediaFormat.TIFF;
      reader.setInput(input, format == MediaFormat.BMP, !needsMetadata);
      int index = frame - 1;
      Size size = checked(format, reader.getWidth(index), reader.getHeight(index));
      if (format == MediaFormat.GIF) {
        Size canvas =
            checked(format, GifFrame.canvasWidth(content), GifFrame.canvasHeight(content));
        size = canvas.pixels() > size.pixels() ? canvas : size;
      }
      Orientation orientation = orientation(content, format, reader, index);
      return counted(
          content,
          size.pixels(),
          maxSide,
          frame,
          () -> {
            BufferedImage image =
                format == MediaFormat.GIF
                    ? GifFrame.read(reader, content, index)
                    : reader.read(index, new ImageReadParam());
            return orientation.apply(Shrinking.within(image, maxSide));
          });
    } finally {
      reader.dispose();
    }
  }

  /** The first picture of a HEIC or AVIF file. */
  Image decodeByFfmpeg(
      FfmpegProgram program, byte[] content, MediaFormat format, int maxSide, Duration limit) {
    try {
      StillPicture.Size stated =
          StillPicture.Size.of(content)
              .orElseThrow(() -> damaged(format, new IOException("no size is stated")));
      Size size = checked(format, stated.width(), stated.height());
      return counted(
          content,
          size.pixels(),
          maxSide,
          1,
          () -> {
            StillPicture picture = StillPicture.decode(program, content, stated, limit);
            return Shrinking.within(
                PixelLayout.wrap(picture.width(), picture.height(), false, picture.packed()),
                maxSide);
          });
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(format, e);
    }
  }

  @FunctionalInterface
  private interface Decoding {
    BufferedImage run() throws IOException;
  }

  private Image counted(byte[] content, long pixels, int maxSide, int frame, Decoding decoding)
      throws IOException {
    PixelAccount.Reservation reservation = account.reserve(pixels);
    boolean handedOver = false;
    try {
      BufferedImage image = decoding.run();
      long actual = (long) image.getWidth() * image.getHeight();
      if (actual < pixels) {
        reservation.close();
        reservation = account.reserve(actual);
      }
      String hash = Hashes.sha256(content);
      if (maxSide != Integer.MAX_VALUE || frame != 1) {
        hash = Hashes.sha256(hash + " frame " + frame + " to " + maxSide);
      }
      Image decoded = Image.decoded(image, hash, account, reservation);
      handedOver = true;
      return decoded;
    } finally {
      if (!handedOver) {
        reservation.close();
      }
    }
  }

  private Size checked(MediaFormat format, int width, int height) {
    if (width < 1 || height < 1) {
      throw damaged(format, new IOException("size " + width + "x" + height));
    }
    Size size = new Size(width, height);
    if (size.pixels() > limits.pixelsPerImage()) {
      throw new RigelException(
          ErrorCode.MEDIA_REFUSED,
          "The %s has %d x %d pixels; at most %,d pixels are decoded. Send a smaller picture."
              .formatted(format.title(), width, height, limits.pixelsPerImage()));
    }
    return size;
  }

  static RigelException damaged(MediaFormat format, Throwable cause) {
    return RigelException.causedBy(
        cause,
        ErrorCode.MEDIA_REFUSED,
        "The %s is damaged or cut off and cannot be decoded; send it again from its source."
            .formatted(format.title()));
  }

  private static ImageReader reader(MediaFormat format) throws IOException {
    return switch (format) {
      case WEBP -> new WebPImageReaderSpi().createReaderInstance();
      case TIFF -> new TIFFImageReaderSpi().createReaderInstance();
      case PNG, GIF, BMP -> ImageIO.getImageReadersByFormatName(format.name()).next();
      default -> throw new IllegalArgumentException("no decoder for " + format);
    };
  }

  private static Orientation orientation(
      byte[] content, MediaFormat format, ImageReader reader, int index) throws IOException {
    if (format == MediaFormat.TIFF) {
      return reader.getImageMetadata(index) instanceof TIFFImageMetadata metadata
              && metadata.getTIFFField(TIFF_ORIENTATION) != null
              && metadata.getTIFFField(TIFF_ORIENTATION).getValue() instanceof Number value
          ? new Orientation(value.intValue())
          : Orientation.UPRIGHT;
    }
    Optional<byte[]> exif =
        switch (format) {
          case PNG -> Chunks.find(content, 8, true, "eXIf");
          case WEBP -> Chunks.find(content, 12, false, "EXIF");
          default -> Optional.empty();
        };
    return exif.filter(block -> block.length <= MAXIMUM_EXIF_BYTES)
        .map(PictureDecoder::withoutExifPrefix)
        .map(Orientation::ofExif)
        .orElse(Orientation.UPRIGHT);
  }

  /** Some writers put JPEG's marker prefix before the block in WebP files. */
  private static byte[] withoutExifPrefix(byte[] block) {
    return block.length > 6 && block[0] == 'E' && block[1] == 'x'
        ? Arrays.copyOfRange(block, 6, block.length)
        : block;
  }
}
