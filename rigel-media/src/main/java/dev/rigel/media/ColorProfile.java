package dev.rigel.media;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** An ICC profile that a picture carries and that differs from sRGB. */
final class ColorProfile {
  /** Two hundredths of the range: below that nobody sees a difference. */
  private static final float NEGLIGIBLE = 0.02f;

  private static final float[][] PROBES = {
    {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0.5f, 0.5f, 0.5f}, {0.8f, 0.3f, 0.2f}, {1, 1, 1}
  };

  private final ICC_ColorSpace space;

  private ColorProfile(ICC_ColorSpace space) {
    this.space = space;
  }

  /** Empty for profiles that are broken, not for RGB, or the same as sRGB. */
  static Optional<ColorProfile> ofRgb(byte[] profile) {
    return usable(profile, ColorSpace.TYPE_RGB).filter(p -> !p.isLikeSrgb());
  }

  /** Empty for profiles that are broken or not for CMYK. */
  static Optional<ColorProfile> ofInks(byte[] profile) {
    return usable(profile, ColorSpace.TYPE_CMYK);
  }

  private static Optional<ColorProfile> usable(byte[] profile, int type) {
    try {
      ICC_ColorSpace space = new ICC_ColorSpace(ICC_Profile.getInstance(profile));
      if (space.getType() != type) {
        return Optional.empty();
      }
      // The colour engine finds most faults only when it is used.
      space.toRGB(new float[space.getNumComponents()]);
      return Optional.of(new ColorProfile(space));
    } catch (IllegalArgumentException | CMMException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  private boolean isLikeSrgb() {
    for (float[] probe : PROBES) {
      float[] seen = space.toRGB(probe);
      for (int i = 0; i < 3; i++) {
        if (Math.abs(seen[i] - probe[i]) > NEGLIGIBLE) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * @param packed opaque, its samples meant in this profile
   */
  BufferedImage toSrgb(BufferedImage packed) {
    try {
      BufferedImage converted = PixelLayout.newImage(packed.getWidth(), packed.getHeight(), false);
      DirectColorModel meant =
          new DirectColorModel(space, 24, 0xff0000, 0xff00, 0xff, 0, false, DataBuffer.TYPE_INT);
      new ColorConvertOp(null)
          .filter(new BufferedImage(meant, packed.getRaster(), false, null), converted);
      return converted;
    } catch (CMMException | IllegalArgumentException _) {
      return packed;
    }
  }

  /**
   * @param inks C, M, Y, K for each pixel, 0 for no ink to 255 for full ink
   */
  BufferedImage inksToSrgb(byte[] inks, int width, int height) {
    try {
      WritableRaster raster =
          Raster.createInterleavedRaster(
              new DataBufferByte(inks, inks.length),
              width,
              height,
              width * 4,
              4,
              new int[] {0, 1, 2, 3},
              null);
      ComponentColorModel model =
          new ComponentColorModel(
              space, false, false, ComponentColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
      BufferedImage converted = PixelLayout.newImage(width, height, false);
      new ColorConvertOp(null).filter(new BufferedImage(model, raster, false, null), converted);
      return converted;
    } catch (CMMException | IllegalArgumentException _) {
      return inksWithoutProfile(inks, width, height);
    }
  }

  /** Each ink takes away its complement: what browsers do without a profile. */
  static BufferedImage inksWithoutProfile(byte[] inks, int width, int height) {
    BufferedImage converted = PixelLayout.newImage(width, height, false);
    int[] target = PixelLayout.samples(converted);
    for (int i = 0, at = 0; i < target.length; i++, at += 4) {
      int paper = 255 - (inks[at + 3] & 0xff);
      target[i] =
          0xff000000
              | scaled(inks[at], paper) << 16
              | scaled(inks[at + 1], paper) << 8
              | scaled(inks[at + 2], paper);
    }
    return converted;
  }

  private static int scaled(byte ink, int paper) {
    return ((255 - (ink & 0xff)) * paper + 127) / 255;
  }
}
