package dev.rigel.perception.forms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The drawn boxes of a form as places to write in: a box that names itself in its first line, a box
 * behind the box that names it, a box beside or under its name.
 */
final class CellBlanks {
  private static final double NARROWEST = 2.2;
  private static final double HIGHEST = 9;

  /** In heights of a letter, from a name to the box behind it. */
  private static final double FARTHEST = 14;

  /** A line of a box is its name when it is not larger than this share of what follows. */
  private static final double SMALLER = 1.12;

  /** Rows and columns from which a grid where no box names itself is a table of data. */
  private static final int ROWS_OF_A_TABLE = 3;

  private static final int COLUMNS_OF_A_TABLE = 3;

  private final List<Area> cells;
  private final List<Phrase> phrases;
  private final Labels labels;
  private final double letter;

  private CellBlanks(List<Area> cells, List<Phrase> phrases, double letter) {
    this.cells = cells;
    this.phrases = phrases;
    this.labels = new Labels(phrases, letter);
    this.letter = letter;
  }

  static List<Blank> of(List<Area> cells, List<Phrase> phrases, double letter) {
    List<Area> usable =
        cells.stream()
            .filter(cell -> cell.width() >= NARROWEST * letter && cell.height() <= HIGHEST * letter)
            .toList();
    return new CellBlanks(usable, phrases, letter).find();
  }

  private List<Blank> find() {
    List<Blank> blanks = new ArrayList<>();
    for (List<Area> grid : grids()) {
      List<List<Area>> rows = rows(grid);
      boolean namesItself = grid.stream().anyMatch(cell -> ownName(cell, in(cell)).isPresent());
      boolean table =
          rows.stream().filter(row -> row.size() >= COLUMNS_OF_A_TABLE).count() >= ROWS_OF_A_TABLE;
      if (namesItself || !table) {
        rows.forEach(row -> addRow(row, blanks));
      }
    }
    return blanks;
  }

  private void addRow(List<Area> row, List<Blank> blanks) {
    Phrase pending = null;
    for (Area cell : row) {
      List<Phrase> content = in(cell);
      Optional<Blank> own = ownName(cell, content);
      if (own.isPresent()) {
        blanks.add(own.get());
        pending = null;
      } else if (pending != null) {
        blanks.add(new Blank(inner(cell), Labels.named(pending.text()), content, 0.9));
        pending = null;
      } else {
        Optional<Phrase> outside = outside(cell);
        if (outside.isPresent()) {
          blanks.add(new Blank(inner(cell), Labels.named(outside.get().text()), content, 0.9));
        } else if (content.size() == 1 && Labels.isName(content.getFirst().text())) {
          pending = content.getFirst();
        }
      }
    }
  }

  /** A name before or above the box that lies in no box itself. */
  private Optional<Phrase> outside(Area cell) {
    Optional<Phrase> before =
        labels.before(cell, FARTHEST).filter(this::isOutside).filter(p -> Labels.isName(p.text()));
    return before.isPresent()
        ? before
        : labels.above(cell, 0.9, this::isOutside).filter(p -> Labels.isName(p.text()));
  }

  private boolean isOutside(Phrase phrase) {
    return cells.stream().noneMatch(cell -> cell.holdsMiddleOf(phrase.area()));
  }

  /** Of a box whose first line, or what comes before a colon, is its name. */
  private Optional<Blank> ownName(Area cell, List<Phrase> content) {
    if (content.isEmpty()) {
      return Optional.empty();
    }
    Phrase first = content.getFirst();
    List<Phrase> rest = content.subList(1, content.size());
    int colon = first.text().indexOf(": ");
    if (colon > 1 && rest.isEmpty()) {
      Phrase value =
          new Phrase(first.text().substring(colon + 2), first.area(), first.confidence());
      return blank(cell, first.text().substring(0, colon), List.of(value), cell.top());
    }
    boolean ends = first.text().endsWith(":");
    boolean high = cell.height() > 1.7 * first.area().height();
    boolean onTop = first.area().middleY() < cell.top() + 0.45 * cell.height();
    boolean below = rest.stream().allMatch(p -> p.area().middleY() > first.area().bottom());
    boolean smaller =
        rest.isEmpty()
            ? first.area().height() < letter * 1.05
            : first.area().height()
                < SMALLER * rest.stream().mapToDouble(p -> p.area().height()).max().orElseThrow();
    if (high && onTop && below && smaller && rest.size() <= 3) {
      return blank(cell, first.text(), rest, first.area().bottom());
    }
    return ends && !below ? blank(cell, first.text(), rest, cell.top()) : Optional.empty();
  }

  private Optional<Blank> blank(Area cell, String name, List<Phrase> content, double top) {
    if (!Labels.isName(name)) {
      return Optional.empty();
    }
    Area inner = inner(cell);
    double from = Math.min(Math.max(inner.top(), top), inner.bottom() - 1);
    return Optional.of(
        new Blank(
            new Area(inner.left(), from, inner.right(), inner.bottom()),
            Labels.named(name),
            content,
            0.95));
  }

  private Area inner(Area cell) {
    double rim = Math.min(0.22 * letter, 0.1 * cell.height());
    return new Area(cell.left() + rim, cell.top() + rim, cell.right() - rim, cell.bottom() - rim);
  }

  /** From top to bottom, then from left to right. */
  private List<Phrase> in(Area cell) {
    return phrases.stream()
        .filter(phrase -> cell.holdsMiddleOf(phrase.area()))
        .sorted(
            Comparator.<Phrase>comparingLong(p -> Math.round(p.area().middleY() / (0.6 * letter)))
                .thenComparingDouble(p -> p.area().left()))
        .toList();
  }

  /** Boxes that share sides, directly or through others. */
  private List<List<Area>> grids() {
    List<List<Area>> grids = new ArrayList<>();
    for (Area cell : cells) {
      List<List<Area>> touching =
          grids.stream().filter(grid -> grid.stream().anyMatch(a -> touches(a, cell))).toList();
      List<Area> joined = new ArrayList<>(List.of(cell));
      touching.forEach(joined::addAll);
      grids.removeAll(touching);
      grids.add(joined);
    }
    return grids;
  }

  private boolean touches(Area a, Area b) {
    double near = 0.4 * letter;
    boolean beside = Math.abs(a.right() - b.left()) < near || Math.abs(b.right() - a.left()) < near;
    boolean stacked =
        Math.abs(a.bottom() - b.top()) < near || Math.abs(b.bottom() - a.top()) < near;
    return beside && a.sharedHeight(b) > 0.5 * Math.min(a.height(), b.height())
        || stacked && a.sharedWidth(b) > 0.5 * Math.min(a.width(), b.width());
  }

  private static List<List<Area>> rows(List<Area> grid) {
    List<Area> downwards = new ArrayList<>(grid);
    downwards.sort(Comparator.comparingDouble(Area::middleY));
    List<List<Area>> rows = new ArrayList<>();
    for (Area cell : downwards) {
      if (!rows.isEmpty() && rows.getLast().getFirst().inRowWith(cell)) {
        rows.getLast().add(cell);
      } else {
        rows.add(new ArrayList<>(List.of(cell)));
      }
    }
    rows.forEach(row -> row.sort(Comparator.comparingDouble(Area::left)));
    return rows;
  }
}
