package dev.rigel.perception.forms;

import dev.rigel.perception.tables.Stroke;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The smallest closed rectangles that level and upright lines make, from top to bottom. */
final class Cells {
  /** More lines are a drawing or a chart. */
  private static final int MOST_STROKES = 1_200;

  private final List<Stroke> levels;
  private final List<Stroke> uprights;
  private final double slack;
  private final double lowest;
  private final double narrowest;

  private Cells(List<Stroke> levels, List<Stroke> uprights, double letter) {
    this.levels = levels.stream().sorted(Comparator.comparingDouble(Stroke::at)).toList();
    this.uprights = uprights.stream().sorted(Comparator.comparingDouble(Stroke::at)).toList();
    this.slack = 0.35 * letter;
    this.lowest = 0.9 * letter;
    this.narrowest = 0.7 * letter;
  }

  /**
   * @param letter height of the usual word
   */
  static List<Area> of(List<Stroke> levels, List<Stroke> uprights, double letter) {
    return levels.size() + uprights.size() > MOST_STROKES
        ? List.of()
        : new Cells(levels, uprights, letter).find();
  }

  private List<Area> find() {
    List<Area> cells = new ArrayList<>();
    for (Stroke top : levels) {
      List<Stroke> sides =
          uprights.stream()
              .filter(side -> side.from() <= top.at() + slack && side.to() >= top.at() + lowest)
              .filter(side -> side.at() >= top.from() - slack && side.at() <= top.to() + slack)
              .toList();
      for (int left = 0; left < sides.size(); left++) {
        closed(top, sides, left).ifPresent(cells::add);
      }
    }
    return cells;
  }

  private Optional<Area> closed(Stroke top, List<Stroke> sides, int left) {
    Stroke start = sides.get(left);
    for (int right = left + 1; right < sides.size(); right++) {
      Stroke end = sides.get(right);
      if (end.at() - start.at() < narrowest) {
        continue;
      }
      for (Stroke bottom : levels) {
        if (bottom.at() - top.at() >= lowest
            && bottom.from() <= start.at() + slack
            && bottom.to() >= end.at() - slack
            && Math.min(start.to(), end.to()) >= bottom.at() - slack) {
          return Optional.of(new Area(start.at(), top.at(), end.at(), bottom.at()));
        }
      }
    }
    return Optional.empty();
  }
}
