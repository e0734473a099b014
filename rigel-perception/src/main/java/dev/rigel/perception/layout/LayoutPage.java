package dev.rigel.perception.layout;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.perception.tables.PageContent;
import java.util.List;

/**
 * What is known of a page before its parts are told apart.
 *
 * @param lines its lines of text in reading order
 * @param pictures where pictures are placed on it
 * @param seen what a network sees in its picture; empty when none has looked
 */
public record LayoutPage(
    PageContent content, List<Region> lines, List<Box> pictures, List<SeenPart> seen) {
  public LayoutPage(PageContent content, List<Region> lines, List<Box> pictures) {
    this(content, lines, pictures, List.of());
  }

  public LayoutPage {
    requireNonNull(content, "content");
    lines = List.copyOf(lines);
    pictures = List.copyOf(pictures);
    seen = List.copyOf(seen);
  }
}
