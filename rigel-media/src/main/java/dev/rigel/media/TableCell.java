package dev.rigel.media;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One cell of a table.
 *
 * @param row from 0
 * @param column from 0
 * @param rowSpan how many rows it takes, at least 1
 * @param columnSpan how many columns it takes, at least 1
 * @param text its lines joined by spaces; empty when it is empty
 * @param region where it lies, label {@code cell}; empty where the source has no places, as in a
 *     spreadsheet
 */
public record TableCell(
    int row, int column, int rowSpan, int columnSpan, String text, Optional<Region> region) {
  public TableCell {
    requireNonNull(text, "text");
    requireNonNull(region, "region");
    if (row < 0 || column < 0 || rowSpan < 1 || columnSpan < 1) {
      throw new IllegalArgumentException(
          "not a cell: " + row + " " + column + " " + rowSpan + " " + columnSpan);
    }
  }

  public TableCell(int row, int column, String text) {
    this(row, column, 1, 1, text, Optional.empty());
  }
}
