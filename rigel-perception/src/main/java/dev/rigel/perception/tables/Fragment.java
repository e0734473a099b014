package dev.rigel.perception.tables;

import java.util.ArrayList;
import java.util.List;

/**
 * A table, or the part of one that stands on one page.
 *
 * @param columnEdges in units of the sheet, one more than there are columns
 * @param ruled whether drawn lines made its cells
 */
record Fragment(
    Sheet sheet,
    List<Piece> cells,
    int rows,
    double[] columnEdges,
    int headerRows,
    double top,
    double bottom,
    boolean ruled) {
  /** A cell and where it lies in units of the sheet. */
  record Piece(
      int row,
      int column,
      int rowSpan,
      int columnSpan,
      String text,
      double left,
      double top,
      double right,
      double bottom,
      double confidence) {
    Piece at(int otherRow) {
      return new Piece(
          otherRow, column, rowSpan, columnSpan, text, left, top, right, bottom, confidence);
    }

    Piece spanning(int firstColumn, int columns) {
      return new Piece(
          row, firstColumn, rowSpan, columns, text, left, top, right, bottom, confidence);
    }
  }

  Fragment {
    cells = List.copyOf(cells);
  }

  int columns() {
    return columnEdges.length - 1;
  }

  double left() {
    return columnEdges[0];
  }

  double right() {
    return columnEdges[columnEdges.length - 1];
  }

  /** The texts of a row by column; empty where nothing begins. */
  List<String> texts(int row) {
    List<String> texts = new ArrayList<>();
    for (int column = 0; column < columns(); column++) {
      texts.add("");
    }
    for (Piece cell : cells) {
      if (cell.row() == row) {
        texts.set(cell.column(), cell.text());
      }
    }
    return texts;
  }

  double confidence() {
    return cells.stream()
        .filter(cell -> !cell.text().isEmpty())
        .mapToDouble(Piece::confidence)
        .average()
        .orElse(0);
  }

  boolean covers(Word word) {
    return word.middleX() >= left()
        && word.middleX() <= right()
        && word.middleY() >= top
        && word.middleY() <= bottom;
  }
}
