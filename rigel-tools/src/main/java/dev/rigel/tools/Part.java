package dev.rigel.tools;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Region;
import java.util.List;

/**
 * One document of a pile of pages.
 *
 * @param pages numbers from 1, one after the other
 * @param kind what it is: {@code invoice}, {@code letter}; {@code other} when nothing tells it
 * @param confidence 0 to 1: that it begins and ends there
 * @param kindConfidence 0 to 1: that it is of this kind
 * @param why what tells that it begins there
 * @param proof the places that tell beginning and kind
 */
public record Part(
    List<Integer> pages,
    String kind,
    double confidence,
    double kindConfidence,
    String why,
    List<Region> proof) {
  public Part {
    pages = List.copyOf(pages);
    requireNonNull(kind, "kind");
    requireNonNull(why, "why");
    proof = List.copyOf(proof);
    if (pages.isEmpty()) {
      throw new IllegalArgumentException("a part without pages");
    }
  }

  public int first() {
    return pages.getFirst();
  }

  public int last() {
    return pages.getLast();
  }
}
