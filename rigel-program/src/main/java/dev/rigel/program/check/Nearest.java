package dev.rigel.program.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Nearest {
  private Nearest() {}

  static Optional<String> to(String name, Collection<String> known) {
    int limit = Math.max(1, name.length() / 3);
    return known.stream()
        .filter(candidate -> Math.abs(candidate.length() - name.length()) <= limit)
        .map(candidate -> new Scored(candidate, distance(name, candidate)))
        .filter(scored -> scored.distance <= limit)
        .min(Comparator.comparingInt(Scored::distance))
        .map(Scored::name);
  }

  /** A hint that ends a message: the nearest name, or all when they are few. */
  static String hint(String name, Collection<String> known) {
    Optional<String> nearest = to(name, known);
    if (nearest.isPresent()) {
      return "did you mean " + nearest.get() + "?";
    }
    return known.isEmpty() || known.size() > 20 ? "" : "there are " + String.join(", ", known);
  }

  private record Scored(String name, int distance) {}

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + change);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
