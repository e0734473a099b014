package dev.rigel.perception.tables;

import java.util.ArrayList;
import java.util.List;

/** Puts together the parts of tables that go over page breaks. */
final class PageBreaks {
  /** Of the page's height: where page numbers and running titles stand. */
  private static final double MARGIN = 0.09;

  private PageBreaks() {}

  /** Each table as its parts, from the first page on; most have one. */
  static List<List<Fragment>> joined(List<List<Fragment>> pages) {
    List<List<Fragment>> tables = new ArrayList<>();
    List<Fragment> open = List.of();
    for (List<Fragment> page : pages) {
      List<Fragment> goingOn = List.of();
      for (Fragment table : page) {
        boolean first = table == page.getFirst();
        List<Fragment> parts;
        if (first && !open.isEmpty() && goesOn(open.getLast(), table)) {
          parts = open;
        } else {
          parts = new ArrayList<>();
          tables.add(parts);
        }
        parts.add(table);
        goingOn = parts;
      }
      open = goingOn;
    }
    return tables;
  }

  private static boolean goesOn(Fragment above, Fragment below) {
    return above.ruled() == below.ruled()
        && above.columns() == below.columns()
        && above.sheet().page().isPresent()
        && below.sheet().page().orElse(0) == above.sheet().page().getAsInt() + 1
        && isLast(above)
        && isFirst(below)
        && alignedWith(above, below);
  }

  private static boolean isLast(Fragment table) {
    double foot = table.sheet().height() * (1 - MARGIN);
    return table.sheet().words().stream()
        .noneMatch(word -> word.top() > table.bottom() && word.middleY() < foot);
  }

  private static boolean isFirst(Fragment table) {
    double head = table.sheet().height() * MARGIN;
    return table.sheet().words().stream()
        .noneMatch(word -> word.bottom() < table.top() && word.middleY() > head);
  }

  /** Whether each column lies below the one it goes on in, as parts of the page's width. */
  private static boolean alignedWith(Fragment above, Fragment below) {
    for (int i = 0; i < above.columns(); i++) {
      double from = below.columnEdges()[i] / below.sheet().width();
      double to = below.columnEdges()[i + 1] / below.sheet().width();
      double middle = (from + to) / 2;
      if (middle < above.columnEdges()[i] / above.sheet().width()
          || middle > above.columnEdges()[i + 1] / above.sheet().width()) {
        return false;
      }
    }
    return true;
  }

  /** How many rows at the top of a later part only repeat the header of the first. */
  static int repeatedRows(Fragment first, Fragment later) {
    int rows = Math.min(first.headerRows(), later.rows() - 1);
    for (int row = 0; row < rows; row++) {
      if (!first.texts(row).equals(later.texts(row))) {
        return 0;
      }
    }
    return Math.max(0, rows);
  }
}
