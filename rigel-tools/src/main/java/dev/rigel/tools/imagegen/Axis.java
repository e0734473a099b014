package dev.rigel.tools.imagegen;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The value axis of a chart: round numbers around all values, zero included where bars stand on it.
 *
 * @param step between two marks: 1, 2 or 5 times a power of ten
 */
record Axis(double lowest, double highest, double step) {
  private static final int MARKS_WANTED = 5;

  static Axis around(List<Double> values, boolean withZero) {
    double low = values.stream().mapToDouble(v -> v).min().orElse(0);
    double high = values.stream().mapToDouble(v -> v).max().orElse(1);
    if (withZero) {
      low = Math.min(low, 0);
      high = Math.max(high, 0);
    }
    if (high == low) {
      high = low + Math.max(1, Math.abs(low));
    }
    double step = roundStep((high - low) / MARKS_WANTED);
    return new Axis(Math.floor(low / step) * step, Math.ceil(high / step) * step, step);
  }

  private static double roundStep(double wanted) {
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    double share = wanted / power;
    return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
  }

  List<Double> marks() {
    List<Double> marks = new ArrayList<>();
    int count = (int) Math.round((highest - lowest) / step);
    for (int i = 0; i <= count; i++) {
      marks.add(lowest + i * step);
    }
    return marks;
  }

  /** 0 at the lowest mark, 1 at the highest. */
  double share(double value) {
    return (value - lowest) / (highest - lowest);
  }

  /** As many decimals as the step needs, thousands grouped. */
  String text(double value) {
    int decimals = Math.clamp((int) Math.ceil(-Math.log10(step) - 1e-9), 0, 9);
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }
}
