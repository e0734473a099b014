package dev.rigel.media.pixel;

import dev.rigel.base.CallScope;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * For every patch of a plane that touches a hole, the most similar known patch: found by trying the
 * neighbours' finds and random places at ever smaller distances (PatchMatch, Barnes et al. 2009).
 * Distances are sums of squared differences over 49 pixels of three channels.
 */
final class PatchField {
  private static final int RADIUS = Plane.RADIUS;
  private static final int SWEEPS = 2;
  private static final int SIDE = 2 * RADIUS + 1;

  /** Trust falls by this factor a pixel (Wexler et al. use the same). */
  private static final double TRUST_LOST = 1.3;

  private static final int DEEPEST = 60;

  private final Plane plane;
  private final SplittableRandom random;
  private final boolean[] whole;

  /** Middles of the patches that touch a hole, row by row. */
  private final int[] targets;

  /** For each pixel of the plane, the middle of the patch found for it, or -1. */
  private final int[] found;

  /** What a patch's vote counts: much near the known ground, little deep in the hole. */
  private final float[] trust;

  private final int[] distance;
  private final int[] sources;
  private boolean forwards = true;

  private PatchField(Plane plane, long seed) {
    this.plane = plane;
    this.random = new SplittableRandom(seed);
    this.whole = plane.patchesWithout();
    boolean[] touching = plane.patchesTouching();
    int width = plane.width();
    this.targets = places(touching, width, plane.height());
    this.sources = places(whole, width, plane.height());
    this.trust = trust(plane);
    this.found = new int[whole.length];
    this.distance = new int[whole.length];
    Arrays.fill(found, -1);
  }

  private static float[] trust(Plane plane) {
    int[] depth = plane.depths();
    float[] trust = new float[depth.length];
    for (int i = 0; i < trust.length; i++) {
      trust[i] = (float) Math.pow(TRUST_LOST, -Math.min(depth[i], DEEPEST));
    }
    return trust;
  }

  private static int[] places(boolean[] wanted, int width, int height) {
    int[] places = new int[wanted.length];
    int count = 0;
    for (int y = RADIUS; y < height - RADIUS; y++) {
      for (int x = RADIUS; x < width - RADIUS; x++) {
        if (wanted[y * width + x]) {
          places[count++] = y * width + x;
        }
      }
    }
    return Arrays.copyOf(places, count);
  }

  /** Any known patch for each; the plane has at least one. */
  static PatchField random(Plane plane, long seed) {
    PatchField field = new PatchField(plane, seed);
    for (int target : field.targets) {
      field.found[target] = field.anySource();
    }
    field.measure();
    return field;
  }

  /** This field on a plane of twice the size. */
  PatchField refined(Plane finer, long seed) {
    PatchField field = new PatchField(finer, seed);
    int width = finer.width();
    for (int target : field.targets) {
      int x = target % width;
      int y = target / width;
      int coarse =
          Math.min(y / 2, plane.height() - 1) * plane.width() + Math.min(x / 2, plane.width() - 1);
      int source = found[coarse];
      int candidate = -1;
      if (source >= 0) {
        int column = 2 * (source % plane.width()) + x % 2;
        int row = 2 * (source / plane.width()) + y % 2;
        if (column < width && row < finer.height()) {
          candidate = row * width + column;
        }
      }
      field.found[target] =
          candidate >= 0 && field.whole[candidate] ? candidate : field.anySource();
    }
    field.measure();
    return field;
  }

  private int anySource() {
    return sources[random.nextInt(sources.length)];
  }

  /** Compares every patch with the one found for it again, after the hole's pixels changed. */
  void measure() {
    for (int target : targets) {
      distance[target] = distance(target, found[target], Integer.MAX_VALUE);
    }
  }

  /** Looks for better patches. */
  void search(CallScope scope) {
    measure();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      scope.check();
      int step = forwards ? 1 : -1;
      for (int i = forwards ? 0 : targets.length - 1; i >= 0 && i < targets.length; i += step) {
        int target = targets[i];
        takeFromNeighbour(target, step);
        takeFromNeighbour(target, step * plane.width());
        lookAround(target);
      }
      forwards = !forwards;
    }
  }

  private void takeFromNeighbour(int target, int step) {
    int neighbour = target - step;
    if (neighbour >= 0 && neighbour < found.length && found[neighbour] >= 0) {
      tryOut(target, found[neighbour] + step);
    }
  }

  private void lookAround(int target) {
    int width = plane.width();
    for (int reach = Math.max(width, plane.height()); reach >= 1; reach /= 2) {
      int x = found[target] % width + random.nextInt(-reach, reach + 1);
      int y = found[target] / width + random.nextInt(-reach, reach + 1);
      if (x >= 0 && y >= 0 && x < width && y < plane.height()) {
        tryOut(target, y * width + x);
      }
    }
  }

  private void tryOut(int target, int source) {
    if (source >= 0 && source < whole.length && whole[source] && source != found[target]) {
      int other = distance(target, source, distance[target]);
      if (other < distance[target]) {
        distance[target] = other;
        found[target] = source;
      }
    }
  }

  /** Ends early once it is no better than the limit. */
  private int distance(int target, int source, int limit) {
    int[] rgb = plane.rgb();
    int stride = 3 * plane.width();
    int a = 3 * (target - RADIUS * plane.width() - RADIUS);
    int b = 3 * (source - RADIUS * plane.width() - RADIUS);
    int sum = 0;
    for (int row = 0; row < SIDE; row++, a += stride, b += stride) {
      for (int i = 0; i < 3 * SIDE; i++) {
        int difference = rgb[a + i] - rgb[b + i];
        sum += difference * difference;
      }
      if (sum >= limit) {
        return sum;
      }
    }
    return sum;
  }

  /** Every pixel of the hole becomes the mean of what the patches over it say, the best most. */
  void vote() {
    int[] rgb = plane.rgb();
    boolean[] hole = plane.hole();
    int width = plane.width();
    float[] sums = new float[rgb.length];
    float[] weights = new float[hole.length];
    double spread = spread();
    for (int target : targets) {
      double likeness = Math.exp(-distance[target] / spread) + 1e-6;
      float weight = (float) (likeness * trust[target]);
      for (int dy = -RADIUS; dy <= RADIUS; dy++) {
        int at = target + dy * width - RADIUS;
        int from = found[target] + dy * width - RADIUS;
        for (int dx = 0; dx < SIDE; dx++, at++, from++) {
          if (hole[at]) {
            sums[3 * at] += weight * rgb[3 * from];
            sums[3 * at + 1] += weight * rgb[3 * from + 1];
            sums[3 * at + 2] += weight * rgb[3 * from + 2];
            weights[at] += weight;
          }
        }
      }
    }
    for (int i = 0; i < hole.length; i++) {
      if (hole[i] && weights[i] > 0) {
        for (int c = 0; c < 3; c++) {
          rgb[3 * i + c] = Math.clamp(Math.round(sums[3 * i + c] / weights[i]), 0, 255);
        }
      }
    }
  }

  /** The distance below which half of the patches lie: how good a match is here. */
  private double spread() {
    int[] sorted = new int[Math.min(targets.length, 2_001)];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = distance[targets[(int) ((long) i * targets.length / sorted.length)]];
    }
    Arrays.sort(sorted);
    return Math.max(1, sorted.length == 0 ? 1 : sorted[sorted.length / 2]);
  }
}
