package dev.rigel.perception;

import dev.rigel.media.Region;
import java.util.List;

/**
 * What differs between two pictures.
 *
 * @param aligned whether the second shows the same thing as the first, so that it could be laid
 *     over it; without that nothing can be said about changes
 * @param similarity 0 to 1: the mean structural similarity (Wang et al., 2004) of what both show,
 *     laid over each other, with the light of the first; 0 when they are not aligned
 * @param changes where they differ, in the first picture, largest first; empty when not aligned
 * @param rotation how far the second is turned against the first, clockwise in degrees
 * @param scale how much larger a thing is in the second than in the first, in pixels
 * @param shared the share of the first picture that the second shows too, 0 to 1
 */
public record Comparison(
    boolean aligned,
    double similarity,
    List<Region> changes,
    double rotation,
    double scale,
    double shared) {
  /** Two pictures that do not show the same thing. */
  public static final Comparison UNRELATED = new Comparison(false, 0, List.of(), 0, 1, 0);

  public Comparison {
    changes = List.copyOf(changes);
  }

  public Comparison withChanges(List<Region> other) {
    return new Comparison(aligned, similarity, other, rotation, scale, shared);
  }

  /** Whether nothing but light, compression, size or a small move tells them apart. */
  public boolean same() {
    return aligned && changes.isEmpty();
  }
}
