package dev.rigel.tools.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table whose columns are headed by words that say what stands in them: the items of an invoice,
 * the movements of an account.
 *
 * @param columns from left to right, those with unknown heads too
 * @param rows from top to bottom; each the pieces of its cells
 * @param pieces all that belong to the table, its head too
 */
record ItemTable(
    int page, List<Column> columns, List<Map<Column, List<Piece>>> rows, Set<Piece> pieces) {
  /**
   * @param meanings what its head may mean; empty when that is not known
   */
  record Column(Rectangle flat, List<Meaning> meanings) {
    boolean isText() {
      return meanings.stream().anyMatch(m -> m.form() == Form.TEXT);
    }
  }

  private static final int LEAST_KNOWN_HEADS = 2;

  /** Rows further apart than this many line heights are not of one table. */
  private static final double FARTHEST = 4.2;

  /** Rows between others that fit no column: a note, or a cell that was read out of line. */
  private static final int MOST_STRAYS = 1;

  /** All tables with known heads, and what goes on at the top of the next page without a head. */
  static List<ItemTable> in(List<PageLayout> pages, PageLabels labels, Vocabulary vocabulary) {
    List<ItemTable> tables = new ArrayList<>();
    for (PageLayout page : pages) {
      List<List<Piece>> rows = page.rows();
      boolean found = false;
      for (int i = 0; i < rows.size(); i++) {
        List<Column> columns = columns(rows.get(i), vocabulary);
        long known = columns.stream().filter(c -> !c.meanings().isEmpty()).count();
        if (known < LEAST_KNOWN_HEADS || known * 2 < columns.size() || onlyAmounts(columns)) {
          continue;
        }
        Optional<ItemTable> table = below(page, i, columns, labels);
        if (table.isPresent()) {
          tables.add(table.get());
          i += table.get().rows().size();
          found = true;
        }
      }
      if (!found && !tables.isEmpty() && tables.getLast().page() == page.page() - 1) {
        below(page, -1, tables.getLast().columns(), labels)
            .filter(table -> table.rows().size() > 1)
            .ifPresent(tables::add);
      }
    }
    return tables;
  }

  /** "Money in", "money out": labels of sums in a row, with the sums below them. */
  private static boolean onlyAmounts(List<Column> columns) {
    return columns.stream()
        .flatMap(column -> column.meanings().stream())
        .allMatch(meaning -> meaning.form() == Form.AMOUNT);
  }

  private static List<Column> columns(List<Piece> row, Vocabulary vocabulary) {
    List<Column> columns = new ArrayList<>();
    for (Piece piece : row) {
      columns.addAll(heads(piece, vocabulary));
    }
    return columns;
  }

  /** One head, or several that a reader of pictures has joined. */
  private static List<Column> heads(Piece piece, Vocabulary vocabulary) {
    List<Meaning> whole = vocabulary.ofHead(Vocabulary.key(piece.text()));
    if (!whole.isEmpty()) {
      return List.of(new Column(piece.flat(), whole));
    }
    List<Column> heads = new ArrayList<>();
    String text = piece.text();
    int start = 0;
    while (start < text.length()) {
      int end = text.length();
      List<Meaning> meanings = List.of();
      while (end > start && meanings.isEmpty()) {
        meanings = vocabulary.ofHead(Vocabulary.key(text.substring(start, end)));
        if (meanings.isEmpty()) {
          end = text.lastIndexOf(' ', end - 1);
        }
      }
      if (meanings.isEmpty()) {
        return List.of(new Column(piece.flat(), List.of()));
      }
      heads.add(new Column(piece.flatSpan(start, end), meanings));
      start = end;
      while (start < text.length() && text.charAt(start) == ' ') {
        start++;
      }
    }
    return heads;
  }

  private static Optional<ItemTable> below(
      PageLayout page, int head, List<Column> columns, PageLabels labels) {
    List<Map<Column, List<Piece>>> rows = new ArrayList<>();
    Set<Piece> pieces = new HashSet<>();
    double bottom = -1;
    int strays = 0;
    if (head >= 0) {
      pieces.addAll(page.rows().get(head));
      bottom = bottom(page.rows().get(head));
    }
    for (int i = head + 1; i < page.rows().size(); i++) {
      List<Piece> row = page.rows().get(i);
      double height = row.stream().mapToDouble(Piece::height).max().orElse(0);
      double top = row.stream().mapToDouble(p -> p.flat().top()).min().orElse(0);
      if (bottom >= 0 && top - bottom > FARTHEST * height || ends(row, labels)) {
        break;
      }
      Map<Column, List<Piece>> cells = cells(row, columns);
      boolean counts =
          cells.entrySet().stream()
              .anyMatch(c ->
                  c.getKey().meanings().stream().anyMatch(m -> m.form() == Form.AMOUNT)
                      && c.getValue().stream().anyMatch(ItemTable::hasDigit));
      if (counts && cells.size() > 1) {
        rows.add(cells);
        pieces.addAll(row);
        bottom = bottom(row);
      } else if (!rows.isEmpty() && continues(cells, row, bottom, height)) {
        cells.forEach((column, more) ->
            rows.getLast().computeIfAbsent(column, _ -> new ArrayList<>()).addAll(more));
        pieces.addAll(row);
        bottom = bottom(row);
      } else if (rows.isEmpty() && head < 0) {
        // What stands above the rest of the table on a new page.
        continue;
      } else if (!rows.isEmpty() && ++strays > MOST_STRAYS) {
        break;
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new ItemTable(page.page(), columns, rows, pieces));
  }

  private static boolean hasDigit(Piece piece) {
    return piece.text().chars().anyMatch(Character::isDigit);
  }

  /** A second line of a description. */
  private static boolean continues(
      Map<Column, List<Piece>> cells, List<Piece> row, double bottom, double height) {
    double top = row.stream().mapToDouble(p -> p.flat().top()).min().orElse(0);
    return cells.size() == 1
        && cells.keySet().iterator().next().isText()
        && top - bottom < 0.6 * height;
  }

  private static double bottom(List<Piece> row) {
    return row.stream().mapToDouble(p -> p.flat().bottom()).max().orElse(0);
  }

  /** Sums below the rows: a few pieces that begin with the label of a sum. */
  private static boolean ends(List<Piece> row, PageLabels labels) {
    return row.size() <= 3
        && row.stream()
            .limit(row.size())
            .flatMap(p -> labels.in(p).stream().limit(1))
            .anyMatch(hit ->
                (hit.isAlone() || hit.separated() || behindIsAmount(hit))
                    && hit.meanings().stream()
                        .anyMatch(m -> m.form() == Form.AMOUNT && !m.column()));
  }

  private static boolean behindIsAmount(LabelHit hit) {
    return hit.piece()
        .text()
        .substring(hit.end())
        .strip()
        .matches("[^\\p{L}]*(?:[A-Z]{3})?[^\\p{L}]*");
  }

  private static Map<Column, List<Piece>> cells(List<Piece> row, List<Column> columns) {
    Map<Column, List<Piece>> cells = new LinkedHashMap<>();
    for (Piece piece : row) {
      Column column =
          columns.stream()
              .min(Comparator.comparingDouble(c -> distance(c.flat(), piece.flat())))
              .orElseThrow();
      cells.computeIfAbsent(column, _ -> new ArrayList<>()).add(piece);
    }
    return cells;
  }

  /** Cells share an edge or the middle with their head, or lie below it. */
  private static double distance(Rectangle head, Rectangle cell) {
    double edges =
        Math.min(
            Math.abs(head.left() - cell.left()),
            Math.min(
                Math.abs(head.right() - cell.right()), Math.abs(head.middle() - cell.middle())));
    double shared = head.sharedWidth(cell) / Math.max(1e-6, Math.min(head.width(), cell.width()));
    return edges - 0.03 * Math.clamp(shared, 0, 1) + (shared < 0 ? 0.02 : 0);
  }
}
