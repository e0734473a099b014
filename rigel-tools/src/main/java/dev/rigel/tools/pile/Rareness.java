package dev.rigel.tools.pile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How rare words are in a pile, and how alike pages are by the rare words that they share. */
final class Rareness {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{4,}");

  private final Map<String, Integer> pagesWith = new HashMap<>();
  private final int pages;

  Rareness(List<PageView> pages) {
    this.pages = pages.size();
    pages.forEach(page -> words(page).forEach(word -> pagesWith.merge(word, 1, Integer::sum)));
  }

  private static Set<String> words(PageView page) {
    Set<String> words = new HashSet<>();
    WORD.matcher(page.folded()).results().map(MatchResult::group).forEach(words::add);
    return words;
  }

  /**
   * The cosine of the pages' words, weighted by inverse document frequency (Spärck Jones 1972).
   *
   * @return 0 to 1
   */
  double alike(List<PageView> some, PageView other) {
    Set<String> left = new HashSet<>();
    some.forEach(page -> left.addAll(words(page)));
    Set<String> right = words(other);
    double norm = Math.sqrt(squares(left) * squares(right));
    Set<String> both = new HashSet<>(left);
    both.retainAll(right);
    return norm == 0 ? 0 : squares(both) / norm;
  }

  private double squares(Set<String> words) {
    double sum = 0;
    for (String word : words) {
      double weight = Math.log((pages + 1.0) / pagesWith.getOrDefault(word, 1));
      sum += weight * weight;
    }
    return sum;
  }
}
