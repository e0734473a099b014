package dev.rigel.perception.templates;

import dev.rigel.media.Image;
import java.util.Arrays;

/**
 * The cells of a template that count: those that are not mostly transparent.
 *
 * @param cells their indexes, row by row
 */
record Grid(int columns, int rows, int[] cells) {
  static Grid of(Image small) {
    int[] packed = small.packedPixels();
    int[] cells = new int[packed.length];
    int count = 0;
    for (int i = 0; i < packed.length; i++) {
      if (!small.hasAlpha() || packed[i] >>> 24 >= 128) {
        cells[count++] = i;
      }
    }
    return new Grid(small.width(), small.height(), Arrays.copyOf(cells, count));
  }

  int count() {
    return cells.length;
  }

  boolean isFull() {
    return cells.length == columns * rows;
  }

  int cell(int point) {
    return cells[point];
  }

  int column(int point) {
    return cells[point] % columns;
  }

  int row(int point) {
    return cells[point] / columns;
  }

  /** For each point the part it lies in, of so many along each side. */
  int[] parts(int aSide) {
    int[] parts = new int[cells.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = row(i) * aSide / rows * aSide + column(i) * aSide / columns;
    }
    return parts;
  }
}
