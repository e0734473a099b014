package dev.rigel.media.outline;

import dev.rigel.media.Box;
import dev.rigel.media.Mask;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Masks as polygons in relative coordinates, 0 to 1 from the top left.
 *
 * <p>One polygon for each part of a mask, the largest first, clockwise and not closed (the first
 * point is not repeated). A polygon runs along the edges of pixels, so that filling it gives their
 * area, and is simplified within a pixel; where that would lose too much of a small or thin thing,
 * within less. A hole is joined to its part by a cut that is gone to and fro, so that every polygon
 * is one line and both common rules of filling leave the hole open.
 */
public final class Polygons {
  private static final double TOLERANCE = 1;

  /** Within less, the steps of a slanted line stay, and nothing is gained over all corners. */
  private static final double LEAST_TOLERANCE = 0.4;

  /** The least intersection over union of polygons and mask. */
  private static final double FAITHFUL = 0.98;

  /** Specks, parts and holes, may be left out until they make up this share of the mask. */
  private static final double SPECKS = 0.005;

  private Polygons() {}

  /** The outline of a region's mask; of one without a mask its slanted corners, else its box. */
  public static List<List<Point>> of(Region region) {
    Optional<Mask> mask = region.mask();
    if (mask.isPresent()) {
      return of(mask.get());
    }
    if (region.angle().isPresent() && region.points().size() == 4) {
      return List.of(region.points());
    }
    Box box = region.box();
    return List.of(
        List.of(
            new Point(box.x(), box.y()),
            new Point(box.right(), box.y()),
            new Point(box.right(), box.bottom()),
            new Point(box.x(), box.bottom())));
  }

  /** Of the pixels that the mask covers by half or more; none when there are none. */
  public static List<List<Point>> of(Mask mask) {
    return Part.of(mask).map(Polygons::of).orElse(List.of());
  }

  private static List<List<Point>> of(Part part) {
    List<Ring> exact = withoutSpecks(PixelEdges.in(part.mask()));
    return simplified(exact, part.mask()).stream().map(part::points).toList();
  }

  /** Ordered by size, the largest first. */
  private static List<Ring> withoutSpecks(List<Ring> rings) {
    List<Ring> ordered = new ArrayList<>(rings);
    ordered.sort(Comparator.comparingDouble((Ring ring) -> Math.abs(ring.area())).reversed());
    double allowed = SPECKS * rings.stream().mapToDouble(Ring::area).sum();
    while (ordered.size() > 1) {
      allowed -= Math.abs(ordered.getLast().area());
      if (allowed < 0) {
        break;
      }
      ordered.removeLast();
    }
    return ordered;
  }

  private static List<Ring> simplified(List<Ring> exact, Mask mask) {
    for (double tolerance = TOLERANCE; tolerance > LEAST_TOLERANCE; tolerance *= 0.8) {
      double within = tolerance;
      List<Ring> simple =
          joined(exact, exact.stream().map(r -> DouglasPeucker.simplified(r, within)).toList());
      if (Coverage.intersectionOverUnion(mask, simple) >= FAITHFUL) {
        return simple;
      }
    }
    return joined(exact, exact);
  }

  /**
   * Each part with its holes.
   *
   * @param exact the largest first: they tell what lies in what
   * @param simple the same rings with fewer corners
   */
  private static List<Ring> joined(List<Ring> exact, List<Ring> simple) {
    List<Ring> joined = new ArrayList<>();
    for (int part = 0; part < exact.size(); part++) {
      if (exact.get(part).area() > 0) {
        List<Ring> holes = new ArrayList<>();
        for (int hole = part + 1; hole < exact.size(); hole++) {
          if (exact.get(hole).area() < 0 && around(exact, hole) == part) {
            holes.add(simple.get(hole));
          }
        }
        joined.add(HoleCuts.joined(simple.get(part), holes));
      }
    }
    return joined;
  }

  /** The part that a hole lies in: the smallest that holds the pixel above the hole's start. */
  private static int around(List<Ring> exact, int hole) {
    double x = exact.get(hole).xs()[0] + 0.5;
    double y = exact.get(hole).ys()[0] - 0.5;
    for (int i = hole - 1; i >= 0; i--) {
      if (exact.get(i).area() > 0 && exact.get(i).contains(x, y)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * What of a mask is not empty.
   *
   * @param left of the whole mask, in pixels
   * @param width of the whole mask
   */
  private record Part(Mask mask, int left, int top, int width, int height) {
    static Optional<Part> of(Mask mask) {
      int left = mask.width();
      int top = mask.height();
      int right = -1;
      int bottom = -1;
      for (int y = 0, at = 0; y < mask.height(); y++) {
        for (int x = 0; x < mask.width(); x++) {
          if (mask.alpha()[at++] < 0) {
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = y;
          }
        }
      }
      if (right < 0) {
        return Optional.empty();
      }
      int width = right - left + 1;
      byte[] alpha = new byte[width * (bottom - top + 1)];
      for (int y = top; y <= bottom; y++) {
        System.arraycopy(mask.alpha(), y * mask.width() + left, alpha, (y - top) * width, width);
      }
      Mask part = new Mask(width, bottom - top + 1, alpha);
      return Optional.of(new Part(part, left, top, mask.width(), mask.height()));
    }

    List<Point> points(Ring ring) {
      List<Point> points = new ArrayList<>(ring.size());
      for (int i = 0; i < ring.size(); i++) {
        points.add(new Point((left + ring.xs()[i]) / width, (top + ring.ys()[i]) / height));
      }
      return List.copyOf(points);
    }
  }
}
