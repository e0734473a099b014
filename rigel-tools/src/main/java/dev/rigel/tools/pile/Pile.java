package dev.rigel.tools.pile;

import dev.rigel.media.Region;
import dev.rigel.tools.Part;
import dev.rigel.tools.pile.KindReader.Judgement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Pages put on top of each other, taken apart into documents: at each page the signs for and
 * against a beginning are added up as log-odds. A blank page belongs to the document before it.
 */
final class Pile {
  /** Without any sign a page goes on: most documents that people send are one. */
  private static final double PRIOR = -0.8;

  private static final int MOST_REASONS = 3;
  private static final double WORTH_TELLING = 0.5;

  private static final List<BoundaryRule> RULES =
      List.of(
          new PageNumberRule(),
          new OpeningRule(),
          new FilingNumberRule(),
          new SameFormRule(),
          new RunningLineRule(),
          new ClosingRule(),
          new LookRule(),
          new WordsRule());

  /** A document while pages are added to it. */
  private static final class Open {
    final List<Integer> pages = new ArrayList<>();
    final List<PageView> written = new ArrayList<>();
    final List<Sign> beginning;
    double confidence = 1;

    Open(List<Sign> beginning) {
      this.beginning = beginning;
    }

    void add(PageView page) {
      pages.add(page.number());
      if (!page.isBlank()) {
        written.add(page);
      }
    }
  }

  private Pile() {}

  static List<Part> parts(List<PageView> pages) {
    KindReader kinds = new KindReader(KindVocabulary.kinds());
    Rareness rareness = new Rareness(pages);
    List<Open> documents = new ArrayList<>();
    boolean blankBetween = false;
    for (PageView page : pages) {
      if (documents.isEmpty()) {
        documents.add(new Open(List.of()));
      } else if (!page.isBlank() && !documents.getLast().written.isEmpty()) {
        Open current = documents.getLast();
        List<Sign> signs = signs(new Joint(current.written, page, blankBetween, rareness, kinds));
        double odds = PRIOR + signs.stream().mapToDouble(Sign::logOdds).sum();
        double confidence = 1 / (1 + Math.exp(-Math.abs(odds)));
        current.confidence = Math.min(current.confidence, confidence);
        if (odds > 0) {
          documents.add(new Open(signs));
          documents.getLast().confidence = confidence;
        }
      }
      documents.getLast().add(page);
      blankBetween = page.isBlank();
    }
    return documents.stream().map(document -> part(document, kinds)).toList();
  }

  private static List<Sign> signs(Joint joint) {
    return RULES.stream().flatMap(rule -> rule.signs(joint).stream()).toList();
  }

  private static Part part(Open document, KindReader kinds) {
    Optional<Judgement> kind = kinds.best(document.written);
    List<Sign> reasons =
        document.beginning.stream()
            .filter(sign -> sign.logOdds() >= WORTH_TELLING && !sign.why().isEmpty())
            .sorted(Comparator.comparingDouble(Sign::logOdds).reversed())
            .limit(MOST_REASONS)
            .toList();
    List<Region> proof = new ArrayList<>();
    reasons.forEach(sign -> proof.addAll(sign.proof()));
    kind.ifPresent(found -> proof.addAll(found.proof()));
    return new Part(
        document.pages,
        kind.map(found -> found.kind().name()).orElse(Classify.OTHER),
        document.confidence,
        kind.map(Judgement::confidence).orElse(0.0),
        why(document, reasons),
        proof.stream().distinct().toList());
  }

  private static String why(Open document, List<Sign> reasons) {
    if (document.beginning.isEmpty()) {
      return "the first page";
    }
    return reasons.isEmpty()
        ? "many slight signs"
        : reasons.stream().map(Sign::why).collect(Collectors.joining("; "));
  }
}
