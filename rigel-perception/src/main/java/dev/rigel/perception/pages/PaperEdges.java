package dev.rigel.perception.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Places the sides of a supposed sheet exactly, each on a line through the steepest steps from
 * ground to paper across it, and says whether they are there at all.
 */
final class PaperEdges {
  /** Steps are looked for so far to either side, of the picture's longest side. */
  private static final double REACH = 0.02;

  /** Grey levels of 255 over four pixels that make a step. */
  private static final int STEP = 18;

  /** Pixels: drawn lines are thinner, the ground around a sheet is not. */
  private static final int BEHIND = 8;

  private static final int SAMPLES = 60;

  /** Of a side: its ends, where corners are bent and rounded, are left out. */
  private static final double END = 0.06;

  /** Of the samples of a side that have to lie on its line. */
  private static final double SEEN = 0.6;

  /** Pixels of the looked at picture between a step and the line it belongs to. */
  private static final double BESIDE = 2;

  /** Of the longest side: a line so near the frame is the frame. */
  private static final double FRAME = 0.006;

  private final UByteIndexer grey;
  private final int width;
  private final int height;

  PaperEdges(Mat grey) {
    this.grey = grey.createIndexer();
    width = grey.cols();
    height = grey.rows();
  }

  /** The same sheet with its sides where they are seen; empty when one is not. */
  Optional<Quadrilateral> settled(Quadrilateral sheet) {
    double[][] corners = sheet.corners();
    List<double[]> lines = new ArrayList<>();
    for (int i = 0; i < corners.length; i++) {
      Optional<double[]> line = side(corners[i], corners[(i + 1) % corners.length]);
      if (line.isEmpty()) {
        return Optional.empty();
      }
      lines.add(line.get());
    }
    double[][] settled = new double[corners.length][];
    for (int i = 0; i < corners.length; i++) {
      double[] before = lines.get((i + corners.length - 1) % corners.length);
      double[] after = lines.get(i);
      double across = before[0] * after[1] - after[0] * before[1];
      if (Math.abs(across) < 0.2) {
        return Optional.empty();
      }
      settled[i] =
          new double[] {
            (before[2] * after[1] - after[2] * before[1]) / across,
            (before[0] * after[2] - after[0] * before[2]) / across
          };
    }
    return Optional.of(new Quadrilateral(settled[0], settled[1], settled[2], settled[3]));
  }

  /** The line {@code a x + b y = c} of a side, its normal (a, b) of length 1 pointing outwards. */
  private Optional<double[]> side(double[] from, double[] to) {
    double length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (length < SAMPLES / 2.0) {
      return Optional.empty();
    }
    // Clockwise, with the vertical axis pointing down: outside is on the left.
    double a = (to[1] - from[1]) / length;
    double b = -(to[0] - from[0]) / length;
    List<double[]> steps = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      double at = END + (1 - 2 * END) * i / (SAMPLES - 1);
      step(from[0] + at * (to[0] - from[0]), from[1] + at * (to[1] - from[1]), a, b)
          .ifPresent(steps::add);
    }
    if (steps.size() < SEEN * SAMPLES) {
      return Optional.empty();
    }
    List<double[]> kept = onOneLine(steps);
    if (kept.size() < SEEN * SAMPLES || isFrame(kept)) {
      return Optional.empty();
    }
    return Optional.of(fitted(kept));
  }

  /** Where the brightness falls most on the way outwards, and does not rise again behind a line. */
  private Optional<double[]> step(double x, double y, double a, double b) {
    double reach = REACH * Math.max(width, height);
    double most = STEP;
    double place = Double.NaN;
    for (double out = -reach; out <= reach; out += 0.5) {
      double inside = at(x + (out - 2) * a, y + (out - 2) * b);
      double outside =
          Math.max(
              at(x + (out + 2) * a, y + (out + 2) * b),
              at(x + (out + BEHIND) * a, y + (out + BEHIND) * b));
      // Not a number outside of the picture, which is no step.
      if (inside - outside > most) {
        most = inside - outside;
        place = out;
      }
    }
    return Double.isNaN(place)
        ? Optional.empty()
        : Optional.of(new double[] {x + place * a, y + place * b});
  }

  private double at(double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) {
      return Double.NaN;
    }
    double dx = x - left;
    double dy = y - top;
    return (1 - dy) * ((1 - dx) * grey.get(top, left) + dx * grey.get(top, left + 1L))
        + dy * ((1 - dx) * grey.get(top + 1L, left) + dx * grey.get(top + 1L, left + 1L));
  }

  /** The steps near the line through two of them that has most near it. */
  private static List<double[]> onOneLine(List<double[]> steps) {
    List<double[]> most = List.of();
    int apart = steps.size() / 2;
    for (int i = 0; i + apart < steps.size(); i++) {
      for (int j = i + apart; j < steps.size(); j += 3) {
        double[] line = through(steps.get(i), steps.get(j));
        List<double[]> near =
            steps.stream()
                .filter(p -> Math.abs(line[0] * p[0] + line[1] * p[1] - line[2]) < BESIDE)
                .toList();
        most = near.size() > most.size() ? near : most;
      }
    }
    return most;
  }

  private static double[] through(double[] one, double[] other) {
    double length = Math.max(1e-9, Math.hypot(other[0] - one[0], other[1] - one[1]));
    double a = (other[1] - one[1]) / length;
    double b = -(other[0] - one[0]) / length;
    return new double[] {a, b, a * one[0] + b * one[1]};
  }

  private boolean isFrame(List<double[]> points) {
    double near = FRAME * Math.max(width, height);
    return points.stream()
                .filter(
                    p -> p[0] < near || p[1] < near || p[0] > width - near || p[1] > height - near)
                .count()
            * 2
        > points.size();
  }

  /** Least squares across the line: through the mean, along the larger principal axis. */
  private static double[] fitted(List<double[]> points) {
    double x = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
    double y = points.stream().mapToDouble(p -> p[1]).average().orElseThrow();
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (double[] p : points) {
      xx += (p[0] - x) * (p[0] - x);
      xy += (p[0] - x) * (p[1] - y);
      yy += (p[1] - y) * (p[1] - y);
    }
    double along = Math.atan2(2 * xy, xx - yy) / 2;
    double a = -Math.sin(along);
    double b = Math.cos(along);
    return new double[] {a, b, a * x + b * y};
  }
}
