package dev.rigel.agent.answer;

import dev.rigel.media.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Recognises properties that ask how many things there are, and counts the answer's regions for
 * them.
 */
final class CountShapes {
  private static final Set<String> COUNTS = Set.of("count", "counts", "quantity");

  /** Counts only as the first word: {@code num_faces}, but not {@code invoice_number}. */
  private static final Set<String> FIRST = Set.of("number", "num", "n");

  /** Words that may also mean a sum of money. */
  private static final Set<String> SUMS = Set.of("total", "amount", "sum");

  /** What is counted is everything. */
  private static final Set<String> ANYTHING =
      Set.of("of", "object", "item", "detection", "instance", "thing", "result", "region", "box");

  private CountShapes() {}

  static boolean isCount(String name) {
    List<String> words = words(name);
    return words.stream().anyMatch(COUNTS::contains)
        || (!words.isEmpty() && FIRST.contains(words.getFirst()));
  }

  /**
   * How many regions have the label that the property names; empty when it names none of theirs.
   */
  static OptionalInt named(String name, List<Region> boxes) {
    List<String> wanted = kinds(name);
    int named = (int) boxes.stream().filter(b -> wanted.contains(singular(b.label()))).count();
    return named > 0 ? OptionalInt.of(named) : OptionalInt.empty();
  }

  /** How many regions there are, where the property asks for that or they are all of one kind. */
  static OptionalInt all(String name, List<Region> boxes) {
    boolean sum = words(name).stream().anyMatch(SUMS::contains);
    boolean asked = kinds(name).isEmpty() && (isCount(name) || sum);
    boolean oneKind = isCount(name) && byLabel(boxes).size() == 1;
    return asked || oneKind ? OptionalInt.of(boxes.size()) : OptionalInt.empty();
  }

  /** The kinds of things that the name speaks of: {@code car} for {@code numCars}. */
  private static List<String> kinds(String name) {
    List<String> kinds = new ArrayList<>();
    for (String word : words(name)) {
      String one = singular(word);
      if (!COUNTS.contains(word)
          && !FIRST.contains(word)
          && !SUMS.contains(word)
          && !ANYTHING.contains(one)) {
        kinds.add(one);
      }
    }
    return kinds;
  }

  static Map<String, Integer> byLabel(List<Region> boxes) {
    Map<String, Integer> counts = new TreeMap<>();
    boxes.forEach(box -> counts.merge(box.label(), 1, Integer::sum));
    return counts;
  }

  private static List<String> words(String name) {
    String apart = name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1_$2").toLowerCase(Locale.ROOT);
    return List.of(apart.split("[^\\p{L}]+", -1)).stream().filter(w -> !w.isEmpty()).toList();
  }

  private static String singular(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.equals("people")) {
      return "person";
    }
    if (lower.matches(".*(s|x|ch|sh)es")) {
      return lower.substring(0, lower.length() - 2);
    }
    return lower.endsWith("s") && !lower.endsWith("ss")
        ? lower.substring(0, lower.length() - 1)
        : lower;
  }
}
