package dev.rigel.media.pixel;

import dev.rigel.base.CallScope;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the holes of a picture so that every small patch in them looks like one outside: coarse to
 * fine, at each size in turns finding the most similar patch for every patch that touches a hole
 * ({@link PatchField}) and letting the found patches vote on the hole's pixels (Wexler, Shechtman
 * and Irani 2007; the search is PatchMatch, Barnes et al. 2009).
 */
final class HoleFilling {
  /** Holes with more pixels are searched at half the size and only voted on at the full one. */
  private static final int MOST_SEARCHED = 120_000;

  /** The coarsest size has its shorter side above this. */
  private static final int COARSEST = 24;

  private static final int ROUNDS_COARSE = 10;
  private static final int ROUNDS_FINE = 3;

  private HoleFilling() {}

  /**
   * @param pixels packed, row by row; those in the hole are replaced
   * @param hole which pixels are unknown; at least one is not
   */
  static void fill(int[] pixels, boolean[] hole, int width, int height, CallScope scope) {
    List<Plane> planes = pyramid(new Plane(pixels, hole, width, height));
    Plane coarsest = planes.getLast();
    coarsest.fillSmoothly();
    PatchField field = null;
    for (int level = planes.size() - 1; level >= 0; level--) {
      Plane plane = planes.get(level);
      scope.check();
      if (!plane.hasWholePatch()) {
        // Too little is known at this size: smooth colours are the best there is.
        if (level < planes.size() - 1) {
          plane.takeFromCoarser(planes.get(level + 1));
        }
        continue;
      }
      if (field == null) {
        if (level < planes.size() - 1) {
          plane.takeFromCoarser(planes.get(level + 1));
        }
        field = PatchField.random(plane, 20_260 + level);
      } else {
        field = field.refined(plane, 20_260 + level);
        field.vote();
      }
      boolean searched = plane.holePixels() <= MOST_SEARCHED || level == planes.size() - 1;
      int rounds = searched ? Math.max(ROUNDS_FINE, Math.min(ROUNDS_COARSE, 2 + 3 * level)) : 1;
      for (int round = 0; round < rounds; round++) {
        if (searched) {
          field.search(scope);
        } else {
          field.measure();
        }
        field.vote();
      }
    }
    planes.getFirst().copyHoleTo(pixels);
  }

  private static List<Plane> pyramid(Plane full) {
    List<Plane> planes = new ArrayList<>();
    planes.add(full);
    Plane last = full;
    while (Math.min(last.width(), last.height()) / 2 > COARSEST) {
      last = last.halved();
      if (!last.hasWholePatch()) {
        break;
      }
      planes.add(last);
    }
    return planes;
  }
}
