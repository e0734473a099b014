package dev.rigel.tools;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Region;
import java.util.List;

/**
 * A word that a picture can be found by.
 *
 * @param label the word
 * @param confidence 0 to 1; 1 for what is measured
 * @param source what says so: {@code objects}, {@code faces}, {@code colours} or {@code light}
 * @param regions where it is, for objects and faces
 */
public record Tag(String label, double confidence, String source, List<Region> regions) {
  public Tag {
    requireNonNull(label, "label");
    requireNonNull(source, "source");
    regions = List.copyOf(regions);
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("not a confidence: " + confidence);
    }
  }
}
