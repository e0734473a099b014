package dev.rigel.tools;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Region;
import java.util.List;
import java.util.OptionalInt;

/**
 * A table as it was read.
 *
 * @param rows texts of the cells, every row as long as the others; empty cells are empty texts
 * @param region where the table lies, with its page and label {@code table}
 */
public record Table(List<List<String>> rows, Region region) {
  public Table {
    rows = rows.stream().map(List::copyOf).toList();
    requireNonNull(region, "region");
    if (rows.stream().map(List::size).distinct().count() > 1) {
      throw new IllegalArgumentException("rows of different lengths");
    }
  }

  public OptionalInt page() {
    return region.page();
  }

  public int columns() {
    return rows.isEmpty() ? 0 : rows.getFirst().size();
  }
}
