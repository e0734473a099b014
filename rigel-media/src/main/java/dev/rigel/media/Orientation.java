package dev.rigel.media;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.awt.image.BufferedImage;

/**
 * How a camera held the picture, as Exif's orientation 1 to 8, and how to put it upright.
 *
 * @param value 1 for upright; every value outside 1 to 8 counts as 1
 */
record Orientation(int value) {
  static final Orientation UPRIGHT = new Orientation(1);

  Orientation {
    value = value >= 1 && value <= 8 ? value : 1;
  }

  /** Whatever is wrong with the block, the picture is taken as it is. */
  static Orientation ofExif(byte[] tiffBlock) {
    try {
      Metadata metadata = new Metadata();
      new ExifReader().extract(new ByteArrayReader(tiffBlock), metadata);
      for (ExifIFD0Directory directory : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
        Integer value = directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        if (value != null) {
          return new Orientation(value);
        }
      }
      return UPRIGHT;
    } catch (RuntimeException _) {
      return UPRIGHT;
    }
  }

  boolean isUpright() {
    return value == 1;
  }

  /** Whether width and height change places. */
  boolean turnsSides() {
    return value >= 5;
  }

  BufferedImage apply(BufferedImage packed) {
    if (isUpright()) {
      return packed;
    }
    int width = packed.getWidth();
    int height = packed.getHeight();
    int newWidth = turnsSides() ? height : width;
    BufferedImage upright =
        PixelLayout.newImage(
            newWidth, turnsSides() ? width : height, packed.getColorModel().hasAlpha());
    int[] source = PixelLayout.samples(packed);
    int[] target = PixelLayout.samples(upright);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at =
            switch (value) {
              case 2 -> y * newWidth + (width - 1 - x);
              case 3 -> (height - 1 - y) * newWidth + (width - 1 - x);
              case 4 -> (height - 1 - y) * newWidth + x;
              case 5 -> x * newWidth + y;
              case 6 -> x * newWidth + (height - 1 - y);
              case 7 -> (width - 1 - x) * newWidth + (height - 1 - y);
              case 8 -> (width - 1 - x) * newWidth + y;
              default -> throw new IllegalStateException("not an orientation: " + value);
            };
        target[at] = source[y * width + x];
      }
    }
    return upright;
  }
}
