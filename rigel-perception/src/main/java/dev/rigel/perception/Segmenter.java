package dev.rigel.perception;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import java.util.List;

/** Finds the exact outlines of things whose places are roughly known. */
public interface Segmenter {
  /**
   * The regions in their order, each with a mask of the picture's size; label, text and confidence
   * stay. A region that turns out to hold nothing is left out.
   *
   * @param regions boxes around things; of one with no area, its middle lies on the thing
   */
  List<Region> segment(Image image, List<Region> regions, CallScope scope);
}
