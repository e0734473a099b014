package dev.rigel.tools.text;

import java.util.List;

/**
 * How far a word that was read in a picture is from a word that may have stood there: letters that
 * readers take for each other count little, any other change counts one.
 */
public final class Misreading {
  /** A letter taken for one that looks like it. */
  public static final double LOOK_ALIKE = 0.3;

  private static final List<String> ALIKE =
      List.of(
          "0oqd",
          "1il|!jt7",
          "5s$",
          "8b3",
          "2z",
          "6gb9",
          "ceo",
          "uvn",
          "ft",
          "hn",
          "rn",
          "4a",
          "yv");

  private static final List<String[]> PAIRS =
      List.of(
          new String[] {"rn", "m"},
          new String[] {"vv", "w"},
          new String[] {"cl", "d"},
          new String[] {"ii", "u"},
          new String[] {"li", "h"});

  private Misreading() {}

  /** Of folded words; more than {@code most} is given as infinite. */
  public static double cost(String read, String meant, double most) {
    double cost = distance(read, meant);
    for (String[] pair : PAIRS) {
      if (read.contains(pair[0]) != meant.contains(pair[0])) {
        String one = read.replace(pair[0], pair[1]);
        String other = meant.replace(pair[0], pair[1]);
        cost = Math.min(cost, LOOK_ALIKE + distance(one, other));
      }
    }
    return cost <= most + 1e-9 ? cost : Double.POSITIVE_INFINITY;
  }

  private static double distance(String a, String b) {
    double[] row = new double[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      double diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        double replaced = diagonal + change(a.charAt(i - 1), b.charAt(j - 1));
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static double change(char a, char b) {
    if (a == b) {
      return 0;
    }
    return ALIKE.stream().anyMatch(group -> group.indexOf(a) >= 0 && group.indexOf(b) >= 0)
        ? LOOK_ALIKE
        : 1;
  }
}
