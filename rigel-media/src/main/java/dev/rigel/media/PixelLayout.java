package dev.rigel.media;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Turns pictures of any layout into the two that Rigel works with: packed sRGB integers with or
 * without alpha, not premultiplied.
 *
 * <p>Grey samples are copied as they are: Java takes its grey colour space for linear and would
 * brighten them, while every picture format means them gamma-encoded as sRGB does.
 */
final class PixelLayout {
  private static final int OPAQUE = 0xff000000;

  private PixelLayout() {}

  static BufferedImage packed(BufferedImage image) {
    if (isPacked(image)) {
      return image;
    }
    ColorModel colors = image.getColorModel();
    BufferedImage packed = newImage(image.getWidth(), image.getHeight(), colors.hasAlpha());
    if (colors instanceof IndexColorModel palette) {
      copyIndexed(image.getRaster(), palette, samples(packed));
    } else if (needsColorConversion(colors)) {
      convert(image, packed);
    } else if (hasPlainComponents(image)) {
      copyComponents(image.getRaster(), colors, samples(packed));
    } else {
      int width = image.getWidth();
      image.getRGB(0, 0, width, image.getHeight(), samples(packed), 0, width);
    }
    return packed;
  }

  static BufferedImage newImage(int width, int height, boolean alpha) {
    return new BufferedImage(
        width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
  }

  static BufferedImage wrap(int width, int height, boolean alpha, int[] packed) {
    if (packed.length != width * height) {
      throw new IllegalArgumentException(
          width + "x" + height + " needs as many pixels, not " + packed.length);
    }
    DirectColorModel colors =
        alpha
            ? new DirectColorModel(32, 0xff0000, 0xff00, 0xff, OPAQUE)
            : new DirectColorModel(24, 0xff0000, 0xff00, 0xff);
    return new BufferedImage(
        colors,
        Raster.createWritableRaster(
            colors.createCompatibleSampleModel(width, height),
            new DataBufferInt(packed, packed.length),
            null),
        false,
        null);
  }

  static int[] samples(BufferedImage packed) {
    return ((DataBufferInt) packed.getRaster().getDataBuffer()).getData();
  }

  private static boolean isPacked(BufferedImage image) {
    WritableRaster raster = image.getRaster();
    return (image.getType() == BufferedImage.TYPE_INT_RGB
            || image.getType() == BufferedImage.TYPE_INT_ARGB)
        && raster.getParent() == null
        && raster.getDataBuffer().getSize() == image.getWidth() * image.getHeight();
  }

  private static boolean needsColorConversion(ColorModel colors) {
    ColorSpace space = colors.getColorSpace();
    return !space.isCS_sRGB() && space.getType() != ColorSpace.TYPE_GRAY;
  }

  /** One integer sample for each component in the raster, colour first, alpha last. */
  private static boolean hasPlainComponents(BufferedImage image) {
    ColorModel colors = image.getColorModel();
    int type = colors.getTransferType();
    return !colors.isAlphaPremultiplied()
        && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT)
        && image.getRaster().getNumBands() == colors.getNumComponents()
        && (colors.getNumColorComponents() == 1 || colors.getNumColorComponents() == 3);
  }

  private static void convert(BufferedImage image, BufferedImage packed) {
    try {
      new ColorConvertOp(null).filter(image, packed);
    } catch (CMMException | IllegalArgumentException _) {
      // A profile that the colour engine does not take: the samples are the best guess there is.
      if (image.getColorModel().getNumColorComponents() == 3 && hasPlainComponents(image)) {
        copyComponents(image.getRaster(), image.getColorModel(), samples(packed));
      } else {
        image.getRGB(
            0, 0, image.getWidth(), image.getHeight(), samples(packed), 0, image.getWidth());
      }
    }
  }

  private static void copyIndexed(Raster raster, IndexColorModel palette, int[] target) {
    int[] table = new int[palette.getMapSize()];
    palette.getRGBs(table);
    int width = raster.getWidth();
    int[] row = new int[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        target[y * width + x] = row[x] < table.length ? table[row[x]] : OPAQUE;
      }
    }
  }

  private static void copyComponents(Raster raster, ColorModel colors, int[] target) {
    if (raster.getSampleModel() instanceof PixelInterleavedSampleModel layout
        && raster.getDataBuffer() instanceof DataBufferByte bytes
        && raster.getParent() == null
        && bytes.getNumBanks() == 1
        && bytes.getOffset() == 0
        && colors.getComponentSize(0) == 8) {
      copyBytes(raster, layout, bytes.getData(), colors.hasAlpha(), target);
    } else {
      copySamples(raster, colors, target);
    }
  }

  private static void copyBytes(
      Raster raster,
      PixelInterleavedSampleModel layout,
      byte[] source,
      boolean alpha,
      int[] target) {
    int width = raster.getWidth();
    int[] offsets = layout.getBandOffsets();
    boolean color = offsets.length >= 3;
    int red = offsets[0];
    int green = color ? offsets[1] : red;
    int blue = color ? offsets[2] : red;
    int opacity = offsets[offsets.length - 1];
    int step = layout.getPixelStride();
    for (int y = 0; y < raster.getHeight(); y++) {
      int at = y * layout.getScanlineStride();
      for (int i = y * width; i < (y + 1) * width; i++, at += step) {
        target[i] =
            (alpha ? source[at + opacity] << 24 : OPAQUE)
                | (source[at + red] & 0xff) << 16
                | (source[at + green] & 0xff) << 8
                | (source[at + blue] & 0xff);
      }
    }
  }

  private static void copySamples(Raster raster, ColorModel colors, int[] target) {
    int width = raster.getWidth();
    int bands = raster.getNumBands();
    int[] maxima = new int[bands];
    for (int band = 0; band < bands; band++) {
      maxima[band] = (1 << colors.getComponentSize(band)) - 1;
    }
    boolean color = colors.getNumColorComponents() == 3;
    boolean alpha = colors.hasAlpha();
    int[] row = new int[width * bands];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0, at = 0; x < width; x++, at += bands) {
        int red = toByte(row[at], maxima[0]);
        int green = color ? toByte(row[at + 1], maxima[1]) : red;
        int blue = color ? toByte(row[at + 2], maxima[2]) : red;
        int opacity = alpha ? toByte(row[at + bands - 1], maxima[bands - 1]) : 255;
        target[y * width + x] = opacity << 24 | red << 16 | green << 8 | blue;
      }
    }
  }

  private static int toByte(int sample, int maximum) {
    return maximum == 255 ? sample : (sample * 255 + maximum / 2) / maximum;
  }
}
