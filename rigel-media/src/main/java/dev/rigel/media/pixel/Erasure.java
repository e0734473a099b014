package dev.rigel.media.pixel;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.media.Region;
import java.awt.geom.Path2D;
import java.util.List;

/**
 * Takes things out of a picture and closes the holes with what surrounds them ({@link
 * HoleFilling}). Only a part of the picture around each group of holes is worked on; where that is
 * large, at a smaller size first, and the found places then give the full pixels.
 */
public final class Erasure {
  /** What is around a hole is looked through this far, as a share of the hole's size. */
  private static final double SURROUNDINGS = 1.5;

  private static final int LEAST_SURROUNDINGS = 48;

  /** Edges of things are soft: a hole is this much larger, as a share of the longest side. */
  private static final double RIM = 0.004;

  private Erasure() {}

  /**
   * @param regions with a mask of the picture's size, a slanted outline of four points, or a box
   * @throws RigelException when nothing of the picture would be left
   */
  public static Image of(Image image, List<Region> regions, CallScope scope) {
    boolean[] hole = hole(image, regions);
    int[] pixels = image.packedPixels().clone();
    for (PixelBox part : parts(image, regions, hole)) {
      scope.check();
      fill(pixels, hole, image.width(), part, scope);
    }
    return Image.ofPacked(image.width(), image.height(), image.hasAlpha(), pixels);
  }

  private static void fill(
      int[] pixels, boolean[] hole, int width, PixelBox part, CallScope scope) {
    int[] partPixels = new int[part.width() * part.height()];
    boolean[] partHole = new boolean[partPixels.length];
    boolean any = false;
    for (int y = 0; y < part.height(); y++) {
      int at = (part.top() + y) * width + part.left();
      System.arraycopy(pixels, at, partPixels, y * part.width(), part.width());
      System.arraycopy(hole, at, partHole, y * part.width(), part.width());
    }
    for (boolean inside : partHole) {
      any |= inside;
    }
    if (!any) {
      return;
    }
    HoleFilling.fill(partPixels, partHole, part.width(), part.height(), scope);
    for (int y = 0; y < part.height(); y++) {
      int at = (part.top() + y) * width + part.left();
      System.arraycopy(partPixels, y * part.width(), pixels, at, part.width());
      // What is filled is known ground for the parts that follow.
      java.util.Arrays.fill(hole, at, at + part.width(), false);
    }
  }

  /** The surroundings of each region; those that meet are one. */
  private static List<PixelBox> parts(Image image, List<Region> regions, boolean[] hole) {
    List<Box> merged = new java.util.ArrayList<>();
    for (Region region : regions) {
      Box around = surroundings(region.box(), image);
      boolean grew = true;
      while (grew) {
        grew = false;
        for (Box other : List.copyOf(merged)) {
          if (other.intersection(around) > 0) {
            merged.remove(other);
            around = around.union(other);
            grew = true;
          }
        }
      }
      merged.add(around);
    }
    // A hole without known pixels around it in its part needs the whole picture.
    boolean enough =
        merged.stream()
            .allMatch(box -> knownShare(hole, image, PixelBox.covering(box, image)) > 0.2);
    if (!enough) {
      if (knownShare(hole, image, PixelBox.covering(Box.FULL, image)) < 0.02) {
        throw new RigelException(
            ErrorCode.INVALID_REQUEST,
            "erase fills a hole with what surrounds it, and the regions leave nothing of the"
                + " picture; give smaller regions.");
      }
      return List.of(PixelBox.covering(Box.FULL, image));
    }
    return merged.stream().map(box -> PixelBox.covering(box, image)).toList();
  }

  private static Box surroundings(Box box, Image image) {
    double x = Math.max(SURROUNDINGS * box.width(), (double) LEAST_SURROUNDINGS / image.width());
    double y = Math.max(SURROUNDINGS * box.height(), (double) LEAST_SURROUNDINGS / image.height());
    return Box.ofEdges(box.x() - x, box.y() - y, box.right() + x, box.bottom() + y);
  }

  private static double knownShare(boolean[] hole, Image image, PixelBox part) {
    if (part.isEmpty()) {
      return 1;
    }
    long known = 0;
    for (int y = part.top(); y < part.top() + part.height(); y++) {
      for (int x = part.left(); x < part.left() + part.width(); x++) {
        known += hole[y * image.width() + x] ? 0 : 1;
      }
    }
    return (double) known / ((double) part.width() * part.height());
  }

  private static boolean[] hole(Image image, List<Region> regions) {
    int width = image.width();
    int rim = (int) Math.max(2, Math.round(RIM * Math.max(width, image.height())));
    boolean[] hole = new boolean[width * image.height()];
    for (Region region : regions) {
      Mask mask =
          region
              .mask()
              .filter(m -> m.width() == width && m.height() == image.height())
              .orElse(null);
      Path2D outline =
          mask == null && region.angle().isPresent() && region.points().size() == 4
              ? outline(region, image)
              : null;
      PixelBox box = grown(PixelBox.covering(region.box(), image), rim, image);
      for (int y = box.top(); y < box.top() + box.height(); y++) {
        for (int x = box.left(); x < box.left() + box.width(); x++) {
          boolean inside =
              mask != null
                  ? near(mask, x, y, rim)
                  : outline == null
                      || outline.intersects(x - rim, y - rim, 2.0 * rim + 1, 2.0 * rim + 1);
          hole[y * width + x] |= inside;
        }
      }
    }
    return hole;
  }

  private static PixelBox grown(PixelBox box, int by, Image image) {
    int left = Math.max(0, box.left() - by);
    int top = Math.max(0, box.top() - by);
    return new PixelBox(
        left,
        top,
        Math.min(image.width(), box.left() + box.width() + by) - left,
        Math.min(image.height(), box.top() + box.height() + by) - top);
  }

  /** Whether the mask holds one of nine places at most the rim away. */
  private static boolean near(Mask mask, int x, int y, int rim) {
    for (int dy = -rim; dy <= rim; dy += rim) {
      for (int dx = -rim; dx <= rim; dx += rim) {
        int column = x + dx;
        int row = y + dy;
        if (column >= 0
            && row >= 0
            && column < mask.width()
            && row < mask.height()
            && (mask.alpha()[row * mask.width() + column] & 0xff) > 40) {
          return true;
        }
      }
    }
    return false;
  }

  private static Path2D outline(Region region, Image image) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < region.points().size(); i++) {
      double x = region.points().get(i).x() * image.width();
      double y = region.points().get(i).y() * image.height();
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    return path;
  }
}
