package dev.rigel.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long kinds of work took, as a table of medians and of the slowest twentieth. */
final class Times {
  private final Map<String, List<Double>> milliseconds = new LinkedHashMap<>();

  void add(String work, long nanoseconds) {
    milliseconds.computeIfAbsent(work, _ -> new ArrayList<>()).add(nanoseconds / 1e6);
  }

  /** Forgets what only warmed up. */
  void clear() {
    milliseconds.clear();
  }

  /**
   * @param subject what each work is done on
   */
  void print(String subject) {
    System.out.println("| work on " + subject + " | median ms | 95 % are below ms |");
    System.out.println("|---|---|---|");
    milliseconds.forEach((work, times) -> {
      List<Double> sorted = times.stream().sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f |%n",
          work,
          sorted.get(sorted.size() / 2),
          sorted.get(sorted.size() * 95 / 100));
    });
  }
}
