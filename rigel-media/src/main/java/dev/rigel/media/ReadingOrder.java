package dev.rigel.media;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Puts the lines of a page in the order in which people read them, by cutting the page at white
 * space: into columns where both sides hold running text, else below whatever spans the columns,
 * else row by row (XY-cut, Nagy and Seth 1984).
 */
final class ReadingOrder {
  /** Above this a page is no text to be read, and cutting it would take too long. */
  private static final int MAXIMUM_LINES = 3_000;

  private static final int MAXIMUM_DEPTH = 24;

  /** A column's lines are at least this many line heights long; a table cell's rarely are. */
  private static final double RUNNING_TEXT = 6;

  private static final int LINES_OF_A_COLUMN = 2;

  private record Placed<T>(T line, TextBox box) {}

  private ReadingOrder() {}

  static <T> List<T> sort(List<T> lines, Function<T, TextBox> boxOf) {
    List<Placed<T>> placed =
        lines.stream().map(line -> new Placed<>(line, boxOf.apply(line))).toList();
    List<Placed<T>> ordered = placed.size() > MAXIMUM_LINES ? rows(placed) : cut(placed, 0);
    return ordered.stream().map(Placed::line).toList();
  }

  private static <T> List<Placed<T>> cut(List<Placed<T>> block, int depth) {
    if (block.size() < 2 * LINES_OF_A_COLUMN || depth > MAXIMUM_DEPTH) {
      return rows(block);
    }
    List<List<Placed<T>>> columns = columns(block);
    if (columns.size() > 1) {
      return inOrder(columns, depth);
    }
    List<List<Placed<T>>> bands = parts(block, p -> p.box().top(), p -> p.box().bottom(), 0);
    // A band that spans the columns hides them: cut where columns appear below or above it.
    for (int i = 1; i < bands.size(); i++) {
      if (columns(joined(bands.subList(i, bands.size()))).size() > 1) {
        return halves(bands, i, depth);
      }
    }
    for (int i = bands.size() - 1; i > 0; i--) {
      if (columns(joined(bands.subList(0, i))).size() > 1) {
        return halves(bands, i, depth);
      }
    }
    return rows(block);
  }

  private static <T> List<Placed<T>> halves(List<List<Placed<T>>> bands, int at, int depth) {
    return inOrder(
        List.of(joined(bands.subList(0, at)), joined(bands.subList(at, bands.size()))), depth);
  }

  private static <T> List<Placed<T>> inOrder(List<List<Placed<T>>> parts, int depth) {
    List<Placed<T>> ordered = new ArrayList<>();
    parts.forEach(part -> ordered.addAll(cut(part, depth + 1)));
    return ordered;
  }

  /** The block's columns from left to right; one when it has none. */
  private static <T> List<List<Placed<T>>> columns(List<Placed<T>> block) {
    double gap = block.stream().mapToDouble(p -> p.box().size()).average().orElse(0);
    List<List<Placed<T>>> parts = parts(block, p -> p.box().left(), p -> p.box().right(), gap);
    return parts.size() > 1 && parts.stream().allMatch(ReadingOrder::isRunningText)
        ? parts
        : List.of(block);
  }

  private static <T> boolean isRunningText(List<Placed<T>> part) {
    double[] lengths =
        part.stream().mapToDouble(p -> p.box().width() / p.box().height()).sorted().toArray();
    return part.size() >= LINES_OF_A_COLUMN && lengths[lengths.length / 2] >= RUNNING_TEXT;
  }

  /** Cuts where nothing lies for more than the gap. */
  private static <T> List<List<Placed<T>>> parts(
      List<Placed<T>> block,
      ToDoubleFunction<Placed<T>> start,
      ToDoubleFunction<Placed<T>> end,
      double gap) {
    List<Placed<T>> sorted = new ArrayList<>(block);
    sorted.sort(Comparator.comparingDouble(start));
    List<List<Placed<T>>> parts = new ArrayList<>();
    List<Placed<T>> part = new ArrayList<>();
    double reach = Double.NEGATIVE_INFINITY;
    for (Placed<T> line : sorted) {
      if (!part.isEmpty() && start.applyAsDouble(line) > reach + gap) {
        parts.add(part);
        part = new ArrayList<>();
      }
      part.add(line);
      reach = Math.max(reach, end.applyAsDouble(line));
    }
    parts.add(part);
    return parts;
  }

  private static <T> List<Placed<T>> rows(List<Placed<T>> block) {
    List<Placed<T>> byTop = new ArrayList<>(block);
    byTop.sort(Comparator.comparingDouble(p -> p.box().baseline()));
    List<Placed<T>> ordered = new ArrayList<>();
    List<Placed<T>> row = new ArrayList<>();
    for (Placed<T> line : byTop) {
      if (!row.isEmpty()
          && line.box().baseline() - row.getFirst().box().baseline()
              > 0.5 * Math.min(line.box().size(), row.getFirst().box().size())) {
        row.sort(Comparator.comparingDouble(p -> p.box().left()));
        ordered.addAll(row);
        row.clear();
      }
      row.add(line);
    }
    row.sort(Comparator.comparingDouble(p -> p.box().left()));
    ordered.addAll(row);
    return ordered;
  }

  private static <T> List<Placed<T>> joined(List<List<Placed<T>>> parts) {
    List<Placed<T>> all = new ArrayList<>();
    parts.forEach(all::addAll);
    return all;
  }
}
