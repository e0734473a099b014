package dev.rigel.perception;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import java.util.List;

/** Finds hands and the joints of their fingers. */
public interface HandFinder {
  /**
   * Regions with label {@code hand} and 21 points: the wrist, then four each from the palm to the
   * tip for thumb, index, middle, ring and little finger. Left to right.
   */
  List<Region> hands(Image image, CallScope scope);
}
