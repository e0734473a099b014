package dev.rigel.media.pixel;

import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.media.Region;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Tints regions so that the picture shines through: the pixels of a region's mask, else its
 * outline's inside, else its box. Things of one kind get different colours, so that neighbours are
 * told apart.
 */
public final class MaskOverlay {
  private MaskOverlay() {}

  /**
   * @param opacity 0 unseen to 1 opaque
   */
  public static Image over(Image image, List<Region> regions, double opacity) {
    boolean byNumber = regions.stream().map(Region::label).distinct().count() == 1;
    Image tinted = image;
    for (int i = 0; i < regions.size(); i++) {
      Region region = regions.get(i);
      Color color = byNumber ? Palette.number(i) : Palette.of(region.label());
      tinted =
          fits(region, image)
              ? masked(tinted, region.mask().orElseThrow(), color, opacity)
              : filled(tinted, region, color, opacity);
    }
    return tinted;
  }

  private static Image filled(Image image, Region region, Color color, double opacity) {
    try (Canvas canvas = Canvas.over(image)) {
      canvas.setOpacity(opacity);
      canvas.graphics().setColor(color);
      canvas.graphics().fill(shape(region, canvas));
      return canvas.image();
    }
  }

  private static boolean fits(Region region, Image image) {
    return region
        .mask()
        .filter(mask -> mask.width() == image.width() && mask.height() == image.height())
        .isPresent();
  }

  private static Shape shape(Region region, Canvas canvas) {
    return region.angle().isPresent() && region.points().size() == 4
        ? DrawRegions.polygon(region.points(), canvas)
        : new Rectangle2D.Double(
            region.box().x() * canvas.width(),
            region.box().y() * canvas.height(),
            region.box().width() * canvas.width(),
            region.box().height() * canvas.height());
  }

  /** The mask's edge, where it falls below half, is drawn full so that shapes are seen. */
  private static Image masked(Image image, Mask mask, Color color, double opacity) {
    int[] pixels = image.packedPixels().clone();
    byte[] alpha = mask.alpha();
    int width = mask.width();
    for (int i = 0; i < pixels.length; i++) {
      int inside = alpha[i] & 0xff;
      if (inside == 0) {
        continue;
      }
      double share = isEdge(alpha, i, width) ? 1 : opacity * inside / 255;
      int result = pixels[i] & 0xff000000;
      for (int shift = 0; shift <= 16; shift += 8) {
        double own = pixels[i] >> shift & 0xff;
        double other = color.getRGB() >> shift & 0xff;
        result |= (int) Math.round(own + share * (other - own)) << shift;
      }
      pixels[i] = result;
    }
    return Image.ofPacked(image.width(), image.height(), image.hasAlpha(), pixels);
  }

  private static boolean isEdge(byte[] alpha, int at, int width) {
    if (alpha[at] >= 0) {
      return false;
    }
    int x = at % width;
    return (x > 0 && alpha[at - 1] >= 0)
        || (x < width - 1 && alpha[at + 1] >= 0)
        || (at >= width && alpha[at - width] >= 0)
        || (at + width < alpha.length && alpha[at + width] >= 0);
  }
}
