package dev.rigel.perception.tables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A drawn line without its direction: where it stands across, and from where to where it goes.
 * Pieces drawn one after the other, or twice, are one stroke.
 */
public record Stroke(double at, double from, double to) {
  public double length() {
    return to - from;
  }

  /** Strokes in one place, and those that follow each other there, are joined. */
  public static List<Stroke> joined(List<Stroke> strokes, double sameAt, double gap) {
    List<Stroke> sorted = new ArrayList<>(strokes);
    sorted.sort(Comparator.comparingDouble(Stroke::at));
    List<Stroke> joined = new ArrayList<>();
    List<Stroke> cluster = new ArrayList<>();
    for (Stroke stroke : sorted) {
      if (!cluster.isEmpty() && stroke.at() - cluster.getFirst().at() > sameAt) {
        joinInto(cluster, gap, joined);
        cluster.clear();
      }
      cluster.add(stroke);
    }
    joinInto(cluster, gap, joined);
    return joined;
  }

  private static void joinInto(List<Stroke> cluster, double gap, List<Stroke> joined) {
    if (cluster.isEmpty()) {
      return;
    }
    double at =
        cluster.stream().mapToDouble(s -> s.at() * s.length()).sum()
            / cluster.stream().mapToDouble(Stroke::length).sum();
    List<Stroke> along = new ArrayList<>(cluster);
    along.sort(Comparator.comparingDouble(Stroke::from));
    double from = along.getFirst().from();
    double to = along.getFirst().to();
    for (Stroke stroke : along) {
      if (stroke.from() > to + gap) {
        joined.add(new Stroke(at, from, to));
        from = stroke.from();
      }
      to = Math.max(to, stroke.to());
    }
    joined.add(new Stroke(at, from, to));
  }
}
