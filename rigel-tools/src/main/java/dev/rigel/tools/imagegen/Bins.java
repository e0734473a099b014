package dev.rigel.tools.imagegen;

import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of the same width over all values, their edges at round numbers, and how many values lie
 * in each.
 *
 * @param axis from the first range's start to the last one's end
 */
record Bins(Axis axis, List<Double> counts) {
  private static final int MOST = 40;

  /** About as many ranges as Sturges' rule wants (1926), never more than forty. */
  static Bins of(List<Double> values) {
    Axis axis = Axis.around(values, false);
    int marks = axis.marks().size() - 1;
    double wanted = Math.min(MOST, Math.ceil(Math.log(values.size()) / Math.log(2)) + 1);
    int parts = (int) Math.max(1, Math.round(wanted / marks));
    int count = marks * parts;
    double[] counts = new double[count];
    for (double value : values) {
      counts[Math.clamp((int) (axis.share(value) * count), 0, count - 1)]++;
    }
    List<Double> listed = new ArrayList<>();
    for (double number : counts) {
      listed.add(number);
    }
    return new Bins(axis, List.copyOf(listed));
  }
}
