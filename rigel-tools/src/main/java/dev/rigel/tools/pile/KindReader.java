package dev.rigel.tools.pile;

import dev.rigel.media.Region;
import dev.rigel.tools.pile.DocumentKind.Clue;
import dev.rigel.tools.pile.DocumentKind.Strength;
import dev.rigel.tools.pile.PageClues.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Weighs which of some kinds pages are, by the words that stand on them. Looks at each page once;
 * for one thread. The weights and the curve from scores to confidence were set on the development
 * half of {@code benchmarks/documents/piles.sh}.
 */
final class KindReader {
  private static final double MOST_STRONG = 7.5;
  private static final double MOST_WEAK = 2;

  /** Narrow paper, height to width. */
  private static final double SLIP = 1.8;

  private static final double ON_SLIP = 2;

  /** Pages behind the first tell less: they quote and enclose. */
  private static final double LATER_PAGE = 0.5;

  /** What a kind must reach to be more likely than none that is known. */
  private static final double UNKNOWN = 2.2;

  private static final double TEMPERATURE = 1.3;
  private static final int MOST_PROOF = 4;

  /** Enough to tell a kind; the rest of a long document costs time and tells nothing new. */
  private static final int MOST_PAGES = 5;

  /**
   * @param confidence 0 to 1
   * @param title how much of the score a title gives
   * @param proof the words that tell it, the most telling first; not empty for a kind that is
   *     likely
   */
  record Judgement(
      DocumentKind kind, double score, double confidence, double title, List<Region> proof) {
    Judgement sure(double share) {
      return new Judgement(kind, score, share, title, proof);
    }
  }

  private final List<DocumentKind> kinds;
  private final Map<PageView, PageClues> seen = new IdentityHashMap<>();

  KindReader(List<DocumentKind> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  /** The kinds from the likeliest on. */
  List<Judgement> ranked(List<PageView> pages) {
    List<PageView> written =
        pages.stream().filter(page -> !page.isBlank()).limit(MOST_PAGES).toList();
    List<Judgement> scored = kinds.stream().map(kind -> scored(kind, written)).toList();
    double all =
        Math.exp(UNKNOWN / TEMPERATURE)
            + scored.stream().mapToDouble(one -> Math.exp(one.score() / TEMPERATURE)).sum();
    return scored.stream()
        .map(one -> one.sure(Math.exp(one.score() / TEMPERATURE) / all))
        .sorted(Comparator.comparingDouble(Judgement::score).reversed())
        .toList();
  }

  /** The likeliest kind; empty when none is likelier than one that is not known. */
  Optional<Judgement> best(List<PageView> pages) {
    return ranked(pages).stream()
        .findFirst()
        .filter(best -> best.score() > UNKNOWN && !best.proof().isEmpty());
  }

  private Judgement scored(DocumentKind kind, List<PageView> pages) {
    double title = 0;
    double strong = 0;
    double weak = 0;
    List<Evidence> all = new ArrayList<>();
    Set<Clue> counted = new HashSet<>();
    for (PageView page : pages) {
      double share = page == pages.getFirst() ? 1 : LATER_PAGE;
      for (Evidence evidence : clues(page).of(kind)) {
        double weight = share * evidence.weight();
        boolean isNew = counted.add(evidence.clue());
        switch (evidence.clue().strength()) {
          case TITLE -> title = Math.max(title, weight);
          case STRONG -> strong += isNew ? weight : 0;
          case WEAK -> weak += isNew ? weight : 0;
        }
        if (isNew || evidence.clue().strength() == Strength.TITLE) {
          all.add(evidence.weighing(weight));
        }
      }
    }
    boolean slip = kind.onSlips() && !pages.isEmpty() && pages.getFirst().aspect() > SLIP;
    double score =
        title + Math.min(MOST_STRONG, strong) + Math.min(MOST_WEAK, weak) + (slip ? ON_SLIP : 0);
    all.sort(Comparator.comparingDouble(Evidence::weight).reversed());
    return new Judgement(
        kind, score, 0, title, all.stream().limit(MOST_PROOF).map(Evidence::place).toList());
  }

  private PageClues clues(PageView page) {
    return seen.computeIfAbsent(page, one -> PageClues.on(one, kinds));
  }
}
