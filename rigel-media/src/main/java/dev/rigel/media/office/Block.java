package dev.rigel.media.office;

import java.util.List;

/** A piece of a document's flow. */
sealed interface Block {
  /**
   * @param level 1 for the most important, to 6
   */
  record Heading(int level, String text) implements Block {}

  record Paragraph(String text) implements Block {}

  /**
   * @param depth of the list in lists, from 0
   */
  record Item(int depth, String text) implements Block {}

  /** Rows of cells; a cell begins where none from above or from the left reaches. */
  record Grid(List<List<Cell>> rows) implements Block {
    public Grid {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  record Cell(String text, int rowSpan, int columnSpan) {
    public Cell(String text) {
      this(text, 1, 1);
    }
  }

  /**
   * A picture, encoded as JPEG or PNG.
   *
   * @param width points, as the document wants it
   * @param height points
   */
  record Picture(byte[] content, float width, float height) implements Block {}

  /** What follows stands on a new page: a slide, a sheet, a section. */
  record NewPage() implements Block {}
}
