package dev.rigel.perception.layout;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Region;
import dev.rigel.media.Table;
import java.util.List;
import java.util.Optional;

/**
 * A part of a page.
 *
 * @param region where it lies; its label is the category's name, its text all that it says
 * @param level of a title or section header, 1 for the most important; else 0
 * @param table what a table says; only where it begins, not on the pages on which it goes on
 * @param lines its lines in order
 */
public record LayoutElement(
    LayoutCategory category, Region region, int level, Optional<Table> table, List<Region> lines) {
  public LayoutElement {
    requireNonNull(category, "category");
    requireNonNull(region, "region");
    requireNonNull(table, "table");
    lines = List.copyOf(lines);
  }
}
