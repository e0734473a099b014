package dev.rigel.perception.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which a reader meets the lines of a page: rows from top to bottom, each from left to
 * right. The page's skew is taken out first, so that a row that climbs across a wide page stays one
 * row. Columns of running text are not recognised here; that needs the page's layout.
 */
final class ReadingOrder {
  private record Placed(Quadrilateral place, double across, double down) {}

  private ReadingOrder() {}

  /** Lines whose centres differ by less than half the lower one's height share a row. */
  static List<Quadrilateral> ordered(List<Quadrilateral> lines) {
    double skew = Math.toRadians(skewDegrees(lines));
    double cosine = Math.cos(skew);
    double sine = Math.sin(skew);
    List<Placed> byHeight = new ArrayList<>();
    for (Quadrilateral line : lines) {
      byHeight.add(
          new Placed(
              line,
              line.centerX() * cosine + line.centerY() * sine,
              line.centerY() * cosine - line.centerX() * sine));
    }
    byHeight.sort(Comparator.comparingDouble(Placed::down));

    List<Quadrilateral> ordered = new ArrayList<>(lines.size());
    List<Placed> row = new ArrayList<>();
    for (Placed next : byHeight) {
      if (!row.isEmpty() && !sharesRow(row.getLast(), next)) {
        emit(row, ordered);
      }
      row.add(next);
    }
    emit(row, ordered);
    return ordered;
  }

  private static boolean sharesRow(Placed above, Placed next) {
    double lower = Math.min(above.place().height(), next.place().height());
    return next.down() - above.down() < lower / 2;
  }

  private static void emit(List<Placed> row, List<Quadrilateral> ordered) {
    row.sort(Comparator.comparingDouble(Placed::across));
    row.forEach(placed -> ordered.add(placed.place()));
    row.clear();
  }

  /** Median turn of the lines long enough to tell it, weighted by their length. */
  private static double skewDegrees(List<Quadrilateral> lines) {
    List<Quadrilateral> telling =
        lines.stream()
            .filter(line -> line.width() >= 4 * line.height() && Math.abs(line.degrees()) < 20)
            .sorted(Comparator.comparingDouble(Quadrilateral::degrees))
            .toList();
    double half = telling.stream().mapToDouble(Quadrilateral::width).sum() / 2;
    double passed = 0;
    for (Quadrilateral line : telling) {
      passed += line.width();
      if (passed >= half) {
        return line.degrees();
      }
    }
    return 0;
  }
}
