package dev.rigel.tools.pile;

import dev.rigel.media.Region;
import dev.rigel.tools.pile.DocumentKind.Clue;
import dev.rigel.tools.pile.DocumentKind.Strength;
import dev.rigel.tools.pile.PageView.Title;
import dev.rigel.tools.text.EditDistance;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words of a page that tell kinds of documents, and what each is worth. */
final class PageClues {
  private static final double WHOLE_TITLE = 6;
  private static final double PART_OF_TITLE = 3.5;
  private static final double NAME_IN_TEXT = 0.8;
  private static final double STRONG = 1.5;
  private static final double WEAK = 0.4;

  /** Longer names are more exact ones: an employment contract is no bare contract. */
  private static final double A_LETTER = 0.02;

  private static final int LETTERS_COUNTED = 25;

  /** What share of a line's letters the name takes when it is all that the line says. */
  private static final double WHOLE = 0.8;

  private static final double PART = 0.4;

  /** Names shorter than this are not recognised when they are misread. */
  private static final int SHORTEST_MISREAD = 6;

  private static final double LEAST_SIMILARITY = 0.85;

  /** Words from {@code start} to before {@code end} of the page's folded text. */
  record Evidence(Clue clue, double weight, PageView page, int start, int end) {
    Evidence weighing(double other) {
      return new Evidence(clue, other, page, start, end);
    }

    Region place() {
      return page.place(start, end);
    }
  }

  private final Map<DocumentKind, List<Evidence>> byKind = new IdentityHashMap<>();

  private PageClues() {}

  static PageClues on(PageView page, List<DocumentKind> kinds) {
    PageClues clues = new PageClues();
    for (DocumentKind kind : kinds) {
      List<Evidence> found = new ArrayList<>();
      for (Clue clue : kind.clues()) {
        (clue.strength() == Strength.TITLE ? name(page, clue) : words(page, clue))
            .ifPresent(found::add);
      }
      clues.byKind.put(kind, List.copyOf(found));
    }
    return clues;
  }

  List<Evidence> of(DocumentKind kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  private static Optional<Evidence> words(PageView page, Clue clue) {
    int at = indexOf(page.folded(), clue.words());
    double weight = clue.strength() == Strength.STRONG ? STRONG : WEAK;
    return at < 0
        ? Optional.empty()
        : Optional.of(new Evidence(clue, weight, page, at, at + clue.words().length()));
  }

  private static Optional<Evidence> name(PageView page, Clue clue) {
    String name = clue.words();
    Optional<Evidence> best = Optional.empty();
    for (Title title : page.titles()) {
      double weight = weight(title, name);
      if (weight > best.map(Evidence::weight).orElse(0.0)) {
        int start = page.folded().indexOf(title.folded());
        int inside = Math.max(0, indexOf(title.folded(), name));
        int end = Math.min(inside + name.length(), title.folded().length());
        best = Optional.of(new Evidence(clue, weight, page, start + inside, start + end));
      }
    }
    int at = best.isPresent() ? -1 : indexOf(page.folded(), name);
    return at < 0
        ? best
        : Optional.of(new Evidence(clue, NAME_IN_TEXT, page, at, at + name.length()));
  }

  private static double weight(Title title, String name) {
    double exact = A_LETTER * Math.min(LETTERS_COUNTED, name.length());
    double length = Math.max(1, title.letters().length());
    if (indexOf(title.folded(), name) >= 0) {
      if (name.length() >= WHOLE * length) {
        return WHOLE_TITLE + exact;
      }
      return title.large() || name.length() >= PART * length ? PART_OF_TITLE + exact : 0;
    }
    boolean misread =
        name.length() >= SHORTEST_MISREAD
            && Math.abs(title.letters().length() - name.length()) <= 2
            && EditDistance.similarity(title.letters(), name) >= LEAST_SIMILARITY;
    return misread ? PART_OF_TITLE + exact : 0;
  }

  /** Where words stand as words; -1 when they do not. */
  private static int indexOf(String text, String words) {
    boolean opens = Character.isLetterOrDigit(words.charAt(0));
    boolean closes = Character.isLetterOrDigit(words.charAt(words.length() - 1));
    for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      int end = at + words.length();
      boolean starts = !opens || at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends =
          !closes || end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (starts && ends) {
        return at;
      }
    }
    return -1;
  }
}
