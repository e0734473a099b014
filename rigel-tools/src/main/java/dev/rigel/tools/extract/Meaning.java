package dev.rigel.tools.extract;

import java.util.List;
import java.util.Set;

/**
 * One thing that documents tell: how schemas name it and what stands beside it on paper.
 *
 * @param names in words, as schemas have them
 * @param labels the surest first
 * @param column whether it heads a column of a table
 */
record Meaning(Form form, Set<String> names, List<Label> labels, boolean column) {
  /**
   * @param key folded, without blanks, points and colons
   * @param weak whether it means other things too
   */
  record Label(String key, boolean weak) {}

  Meaning {
    names = Set.copyOf(names);
    labels = List.copyOf(labels);
  }

  /** Its usual name. */
  String name() {
    return names.stream().min(java.util.Comparator.naturalOrder()).orElse("");
  }
}
