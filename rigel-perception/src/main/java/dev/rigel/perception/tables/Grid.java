package dev.rigel.perception.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Drawn lines that hang together, as the edges of rows and columns.
 *
 * @param xs places of the upright lines, from left to right
 * @param ys places of the level lines, from top to bottom
 */
record Grid(double[] xs, double[] ys, List<Stroke> levels, List<Stroke> uprights) {
  /** How far a line may miss the one it should meet, in units of the sheet. */
  private static final double MEETS = 3.5;

  /** Lines closer together are one: double lines, and lines drawn twice. */
  private static final double SAME_EDGE = 2.6;

  /** Of the side of a cell, how much of it must be drawn. */
  private static final double DRAWN = 0.6;

  /** A line that sticks out by more than this has an open cell at its end. */
  private static final double OPEN_CELL = 9;

  /** A page with more lines is a drawing; looking for crossings would take too long. */
  private static final int MAXIMUM_STROKES = 3_000;

  private static final int MAXIMUM_CELLS = 10_000;

  int rows() {
    return ys.length - 1;
  }

  int columns() {
    return xs.length - 1;
  }

  /** The grids on a page, those with at least two columns and one row. */
  static List<Grid> of(Sheet sheet) {
    List<Stroke> levels = sheet.levels();
    List<Stroke> uprights = sheet.uprights();
    if (levels.size() + uprights.size() > MAXIMUM_STROKES) {
      return List.of();
    }
    int[] group = new int[levels.size() + uprights.size()];
    Arrays.setAll(group, i -> i);
    for (int i = 0; i < levels.size(); i++) {
      for (int k = 0; k < uprights.size(); k++) {
        if (meet(levels.get(i), uprights.get(k))) {
          unite(group, i, levels.size() + k);
        }
      }
    }
    List<Grid> grids = new ArrayList<>();
    for (int root = 0; root < group.length; root++) {
      if (find(group, root) == root) {
        Grid grid = grid(root, group, levels, uprights);
        if (grid.columns() >= 2
            && grid.rows() >= 1
            && grid.columns() * grid.rows() <= MAXIMUM_CELLS) {
          grids.add(grid);
        }
      }
    }
    return grids;
  }

  private static Grid grid(int root, int[] group, List<Stroke> levels, List<Stroke> uprights) {
    List<Stroke> ownLevels = new ArrayList<>();
    List<Stroke> ownUprights = new ArrayList<>();
    for (int i = 0; i < group.length; i++) {
      if (find(group, i) == root) {
        if (i < levels.size()) {
          ownLevels.add(levels.get(i));
        } else {
          ownUprights.add(uprights.get(i - levels.size()));
        }
      }
    }
    return new Grid(
        edges(ownUprights, ownLevels), edges(ownLevels, ownUprights), ownLevels, ownUprights);
  }

  /** The places of the lines, and the ends of lines across that stick out on both sides alike. */
  private static double[] edges(List<Stroke> lines, List<Stroke> across) {
    List<Double> edges = new ArrayList<>();
    lines.stream()
        .mapToDouble(Stroke::at)
        .sorted()
        .forEach(at -> {
          if (edges.isEmpty() || at - edges.getLast() > SAME_EDGE) {
            edges.add(at);
          }
        });
    if (!edges.isEmpty() && across.size() >= 2) {
      double first = median(across.stream().mapToDouble(Stroke::from).sorted().toArray());
      double last = median(across.stream().mapToDouble(Stroke::to).sorted().toArray());
      if (first < edges.getFirst() - OPEN_CELL) {
        edges.addFirst(first);
      }
      if (last > edges.getLast() + OPEN_CELL) {
        edges.addLast(last);
      }
    }
    return edges.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  /** Whether there is a line on the right of a cell; always at the grid's own end. */
  boolean isClosedRight(int row, int column) {
    return column == columns() - 1 || isDrawn(uprights, xs[column + 1], ys[row], ys[row + 1]);
  }

  boolean isClosedBelow(int row, int column) {
    return row == rows() - 1 || isDrawn(levels, ys[row + 1], xs[column], xs[column + 1]);
  }

  private static boolean isDrawn(List<Stroke> lines, double at, double from, double to) {
    double drawn = 0;
    for (Stroke line : lines) {
      if (Math.abs(line.at() - at) <= SAME_EDGE) {
        drawn = Math.max(drawn, Math.min(to, line.to()) - Math.max(from, line.from()));
      }
    }
    return drawn >= DRAWN * (to - from);
  }

  private static boolean meet(Stroke level, Stroke upright) {
    return upright.at() >= level.from() - MEETS
        && upright.at() <= level.to() + MEETS
        && level.at() >= upright.from() - MEETS
        && level.at() <= upright.to() + MEETS;
  }

  private static int find(int[] group, int of) {
    int root = of;
    while (group[root] != root) {
      group[root] = group[group[root]];
      root = group[root];
    }
    return root;
  }

  private static void unite(int[] group, int a, int b) {
    int one = find(group, a);
    int other = find(group, b);
    group[Math.max(one, other)] = Math.min(one, other);
  }
}
