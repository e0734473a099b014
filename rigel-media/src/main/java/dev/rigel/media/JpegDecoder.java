package dev.rigel.media;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.jpeg.DamagedJpegException;
import dev.rigel.media.jpeg.SampleColors;
import dev.rigel.media.jpeg.SequentialJpeg;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;

/** Decodes JPEGs of grey, YCbCr, RGB, CMYK and YCCK samples, with ICC profiles applied. */
final class JpegDecoder {
  /** Cameras and web encoders write up to about 12; each scan costs a pass over the picture. */
  private static final int MAXIMUM_SCANS = 100;

  private JpegDecoder() {}

  /** Refuses what would be refused later, before any pixel memory is taken. */
  static void check(JpegHeader header) {
    if (header.precision() != 8 || !header.isOrdinary()) {
      throw new RigelException(
          ErrorCode.UNSUPPORTED_MEDIA,
          "This JPEG uses a coding (12-bit, lossless or arithmetic) that is not supported;"
              + " save it as an ordinary JPEG or PNG.");
    }
    if (header.scans() > MAXIMUM_SCANS) {
      throw new RigelException(
          ErrorCode.MEDIA_REFUSED,
          "The JPEG has %d scans; at most %d are read.".formatted(header.scans(), MAXIMUM_SCANS));
    }
  }

  /**
   * All pixels, or a smaller picture by area averaging.
   *
   * @param maxSide longest side of the result
   */
  static BufferedImage decode(JpegHeader header, int maxSide) throws IOException {
    byte[] content = header.essential();
    Optional<BufferedImage> here = decodeHere(header, content, maxSide);
    return here.isPresent()
        ? inSrgb(here.get(), header)
        : decodeElsewhere(header, content, maxSide);
  }

  /** The usual kind, by our own decoder; empty when it is another one, or damaged. */
  private static Optional<BufferedImage> decodeHere(
      JpegHeader header, byte[] content, int maxSide) {
    try {
      return SequentialJpeg.of(content).map(jpeg -> decode(jpeg, header.isRgb(), maxSide));
    } catch (DamagedJpegException | ArrayIndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  private static BufferedImage decode(SequentialJpeg jpeg, boolean rgb, int maxSide) {
    Shrinking.Size size = Shrinking.size(jpeg.width(), jpeg.height(), maxSide);
    SampleColors colors = new SampleColors(rgb);
    int[] packed =
        size.isSmaller()
            ? colors.packed(jpeg.shrunk(size.width(), size.height()))
            : colors.packed(jpeg.samples());
    return PixelLayout.wrap(size.width(), size.height(), false, packed);
  }

  /** By the JDK's decoder, which also makes something of damaged files. */
  private static BufferedImage decodeElsewhere(JpegHeader header, byte[] content, int maxSide)
      throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (InterruptibleInput input = new InterruptibleInput(content)) {
      reader.setInput(input, true, true);
      if (header.components() == 4) {
        Raster inks = reader.readRaster(0, reader.getDefaultReadParam());
        return Shrinking.within(fromInks(inks, header), maxSide);
      }
      // Shrunk first: the profile then has far fewer pixels to convert.
      return inSrgb(shrunk(reader, header, maxSide), header);
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage inSrgb(BufferedImage image, JpegHeader header) {
    Optional<ColorProfile> profile =
        header.components() == 3 ? header.profile().flatMap(ColorProfile::ofRgb) : Optional.empty();
    return profile.isPresent() ? profile.get().toSrgb(image) : image;
  }

  private static BufferedImage shrunk(ImageReader reader, JpegHeader header, int maxSide)
      throws IOException {
    Shrinking.Size size = Shrinking.size(reader.getWidth(0), reader.getHeight(0), maxSide);
    ImageTypeSpecifier type = reader.getImageTypes(0).next();
    return header.components() == 3
            && size.isSmaller()
            && type.getBufferedImageType() == BufferedImage.TYPE_3BYTE_BGR
        ? AveragingRaster.read(reader, type, size.width(), size.height())
        : Shrinking.within(reader.read(0), maxSide);
  }

  /**
   * Four inks to RGB. Files with Adobe's marker hold the inks inverted (255 is no ink); with
   * transform 2 the first three are YCbCr of the inverted inks' complement.
   */
  private static BufferedImage fromInks(Raster raster, JpegHeader header) {
    boolean inverted = header.adobeTransform().isPresent();
    boolean luminance = header.adobeTransform().orElse(0) == 2;
    int width = raster.getWidth();
    byte[] row = new byte[width * 4];
    byte[] inks = new byte[width * raster.getHeight() * 4];
    int[] sample = new int[width * 4];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, sample);
      for (int i = 0; i < row.length; i += 4) {
        int c = sample[i];
        int m = sample[i + 1];
        int ye = sample[i + 2];
        int k = sample[i + 3];
        if (luminance) {
          double cb = m - 128.0;
          double cr = ye - 128.0;
          int luma = c;
          c = clamp(luma + 1.402 * cr);
          m = clamp(luma - 0.344136 * cb - 0.714136 * cr);
          ye = clamp(luma + 1.772 * cb);
        }
        row[i] = (byte) (inverted ? 255 - c : c);
        row[i + 1] = (byte) (inverted ? 255 - m : m);
        row[i + 2] = (byte) (inverted ? 255 - ye : ye);
        row[i + 3] = (byte) (inverted ? 255 - k : k);
      }
      System.arraycopy(row, 0, inks, y * row.length, row.length);
    }
    Optional<ColorProfile> profile = header.profile().flatMap(ColorProfile::ofInks);
    return profile.isPresent()
        ? profile.get().inksToSrgb(inks, width, raster.getHeight())
        : ColorProfile.inksWithoutProfile(inks, width, raster.getHeight());
  }

  private static int clamp(double value) {
    return (int) Math.clamp(Math.round(value), 0, 255);
  }
}
