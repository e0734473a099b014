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
}
