package dev.rigel.perception.objects;

import dev.rigel.media.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins what is seen in a whole picture with what is seen in its tiles. Large things belong to the
 * whole picture, in whose tiles they are in pieces; small ones that only a tile shows are added.
 */
final class Views {
  /** Of the picture's area: larger things are left to the whole picture. */
  private static final double SMALL = 0.04;

  /** What only a tile shows must be surer: there are many tiles to be wrong in. */
  private static final double KEPT_IN_TILE = 0.4;

  private static final double SAME_OBJECT = 0.45;

  /**
   * Of the smaller box: so much of it inside a box of its kind, and it is a part of that object.
   */
  private static final double PART = 0.7;

  private Views() {}

  /** Most confident first. */
  static List<Detection> joined(List<Detection> whole, List<Detection> inTiles) {
    List<Detection> joined = new ArrayList<>(whole);
    inTiles.stream()
        .filter(detection -> detection.confidence() >= KEPT_IN_TILE)
        .filter(detection -> detection.box().area() <= SMALL)
        .sorted(Comparator.comparingDouble(Detection::confidence).reversed())
        .forEach(detection -> {
          if (joined.stream().noneMatch(other -> same(other, detection))) {
            joined.add(detection);
          }
        });
    joined.sort(Comparator.comparingDouble(Detection::confidence).reversed());
    return joined;
  }

  private static boolean same(Detection one, Detection other) {
    Box a = one.box();
    Box b = other.box();
    boolean part = a.intersection(b) > PART * Math.min(a.area(), b.area());
    return part && one.kind() == other.kind() || a.intersectionOverUnion(b) > SAME_OBJECT;
  }
}
