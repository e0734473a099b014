package dev.rigel.perception;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import java.util.List;
import java.util.Set;

/** Finds objects of known kinds in a picture. */
public interface Detector {
  /** The kinds it knows, lower case; empty for one that takes any words. */
  Set<String> labels();

  /** All objects it knows, most confident first. Filtering by label is the caller's. */
  List<Region> detect(Image image, CallScope scope);

  /**
   * Only the things of certain labels, most confident first.
   *
   * @param wanted of {@link #labels}; any words when these are empty
   */
  default List<Region> detect(Image image, Set<String> wanted, CallScope scope) {
    return detect(image, scope).stream().filter(region -> wanted.contains(region.label())).toList();
  }
}
