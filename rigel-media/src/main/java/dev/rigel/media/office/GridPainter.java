package dev.rigel.media.office;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws a table with all its lines, on as many pages as it takes. */
final class GridPainter {
  private static final float SIZE = 9;
  private static final float LEADING = 1.25f;
  private static final float PADDING = 4;
  private static final float NARROWEST = 24;
  private static final float WIDEST = 220;

  /** A PDF page may have 14 400 points. */
  private static final float WIDEST_PAGE = 14_000;

  /** A cell with its place. */
  private record Placed(int row, int column, Block.Cell cell) {
    int rowEnd() {
      return row + cell.rowSpan();
    }

    int columnEnd() {
      return column + cell.columnSpan();
    }
  }

  private final FlowPdf pdf;
  private final List<Placed> cells = new ArrayList<>();
  private final int rows;
  private int columns;
  private float[] edges = {};
  private float[] heights = {};

  GridPainter(FlowPdf pdf, Block.Grid grid) {
    this.pdf = pdf;
    this.rows = grid.rows().size();
    place(grid);
  }

  /** Cells go where no cell from above reaches, as in HTML. */
  private void place(Block.Grid grid) {
    int[] takenUntil = new int[16];
    for (int row = 0; row < rows; row++) {
      int column = 0;
      for (Block.Cell cell : grid.rows().get(row)) {
        while (column < takenUntil.length && takenUntil[column] > row) {
          column++;
        }
        int down = Math.min(cell.rowSpan(), rows - row);
        int end = column + cell.columnSpan();
        if (end > takenUntil.length) {
          takenUntil = Arrays.copyOf(takenUntil, 2 * end);
        }
        Arrays.fill(takenUntil, column, end, row + down);
        cells.add(new Placed(row, column, new Block.Cell(cell.text(), down, cell.columnSpan())));
        column = end;
        columns = Math.max(columns, end);
      }
    }
  }

  void draw() throws IOException {
    if (columns == 0) {
      return;
    }
    layOut();
    int first = 0;
    while (first < rows) {
      // Rows that a cell ties together stay on one page where they fit there.
      int last = tiedTo(first);
      pdf.need(Math.min(sum(first, last), FlowPdf.height() - 2 * FlowPdf.MARGIN));
      float left = FlowPdf.height() - FlowPdf.MARGIN - pdf.y();
      float used = sum(first, last);
      while (last < rows && used + sum(last, tiedTo(last)) <= left) {
        int next = tiedTo(last);
        used += sum(last, next);
        last = next;
      }
      draw(first, last);
      pdf.advance(used);
      first = last;
    }
    pdf.advance(FlowPdf.BODY);
  }

  private int tiedTo(int row) {
    int end = row + 1;
    for (int at = row; at < end; at++) {
      for (Placed cell : startingIn(at)) {
        end = Math.max(end, cell.rowEnd());
      }
    }
    return Math.min(end, rows);
  }

  private List<Placed> startingIn(int row) {
    int from = indexOf(row);
    int to = indexOf(row + 1);
    return cells.subList(from, to);
  }

  /** The cells are ordered by row. */
  private int indexOf(int row) {
    int low = 0;
    int high = cells.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cells.get(middle).row() < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private float sum(int from, int to) {
    float sum = 0;
    for (int i = from; i < to; i++) {
      sum += heights[i];
    }
    return sum;
  }

  private void layOut() throws IOException {
    float[] widths = new float[columns];
    Arrays.fill(widths, NARROWEST);
    for (Placed cell : cells) {
      if (cell.cell().columnSpan() == 1) {
        float wanted = pdf.width(cell.cell().text().replace('\n', ' '), SIZE) + 2 * PADDING + 1;
        widths[cell.column()] = Math.max(widths[cell.column()], Math.min(WIDEST, wanted));
      }
    }
    float all = 0;
    for (float width : widths) {
      all += width;
    }
    if (all > pdf.textWidth()) {
      pdf.widen(Math.min(WIDEST_PAGE, all + 2 * FlowPdf.MARGIN));
    }
    float scale = Math.min(1, pdf.textWidth() / all);
    edges = new float[columns + 1];
    edges[0] = FlowPdf.MARGIN;
    for (int i = 0; i < columns; i++) {
      edges[i + 1] = edges[i] + widths[i] * scale;
    }
    heights = new float[rows];
    Arrays.fill(heights, SIZE * LEADING + 2 * PADDING);
    float most = FlowPdf.height() - 2 * FlowPdf.MARGIN;
    for (Placed cell : cells) {
      float height = lines(cell).size() * SIZE * LEADING + 2 * PADDING;
      float there = sum(cell.row(), cell.rowEnd());
      if (height > there) {
        // A cell longer than a page is cut at the page's end; a page holds some 5 000 words.
        heights[cell.rowEnd() - 1] = Math.min(most, heights[cell.rowEnd() - 1] + height - there);
      }
    }
  }

  private List<String> lines(Placed cell) throws IOException {
    float width = edges[cell.columnEnd()] - edges[cell.column()] - 2 * PADDING;
    return pdf.wrapped(cell.cell().text(), SIZE, Math.max(4, width));
  }

  private void draw(int first, int last) throws IOException {
    float top = pdf.y();
    for (Placed cell : cells.subList(indexOf(first), indexOf(last))) {
      float from = top + sum(first, cell.row());
      float to = top + sum(first, Math.min(last, cell.rowEnd()));
      float baseline = from + PADDING;
      for (String line : lines(cell)) {
        baseline += SIZE * LEADING;
        if (baseline <= to) {
          pdf.write(line, edges[cell.column()] + PADDING, baseline - SIZE * 0.25f, SIZE);
        }
      }
      float left = edges[cell.column()];
      float right = edges[cell.columnEnd()];
      pdf.line(left, from, right, from);
      pdf.line(left, to, right, to);
      pdf.line(left, from, left, to);
      pdf.line(right, from, right, to);
    }
    // Where rows are short, the table's frame still goes around.
    float bottom = top + sum(first, last);
    pdf.line(edges[0], top, edges[columns], top);
    pdf.line(edges[0], bottom, edges[columns], bottom);
    pdf.line(edges[0], top, edges[0], bottom);
    pdf.line(edges[columns], top, edges[columns], bottom);
  }
}
