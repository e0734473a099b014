package dev.rigel.perception.tables;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Region;
import dev.rigel.media.Ruling;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a page shows, as far as tables are made of it.
 *
 * @param source content hash of the document or picture
 * @param page from 1; empty for a picture
 * @param width of the page, in any unit that is the same in both directions
 * @param height in the same unit
 * @param words upright words with their boxes, in any order
 * @param rulings the straight lines drawn on the page
 */
public record PageContent(
    String source,
    OptionalInt page,
    double width,
    double height,
    List<Region> words,
    List<Ruling> rulings) {
  public PageContent {
    requireNonNull(source, "source");
    requireNonNull(page, "page");
    words = List.copyOf(words);
    rulings = List.copyOf(rulings);
    if (!(width > 0 && height > 0)) {
      throw new IllegalArgumentException("a page without area: " + width + " x " + height);
    }
  }
}
