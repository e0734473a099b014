package dev.rigel.tools.pile;

import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Running headers and footers. */
final class RunningLineRule implements BoundaryRule {
  private static final double SAME_HEADER = -1.6;
  private static final double SAME_FOOTER = -1.2;
  private static final double OTHER_FOOTER = 1.2;

  private static final int LEAST_LETTERS = 6;

  /** Of the page's height: scans lie a little higher or lower. */
  private static final double SAME_PLACE = 0.012;

  @Override
  public List<Sign> signs(Joint joint) {
    PageView before = joint.before();
    PageView after = joint.after();
    List<TextLine> headers = header(after);
    List<TextLine> footers = footer(after);
    boolean sameHeader = common(header(before), headers).isPresent();
    boolean sameFooter = common(footer(before), footers).isPresent();
    List<Sign> signs = new ArrayList<>();
    if (sameHeader) {
      signs.add(Sign.of(SAME_HEADER, "the same running title"));
    }
    if (sameFooter) {
      signs.add(Sign.of(SAME_FOOTER, "the same footer"));
    }
    if (!sameFooter && !footer(before).isEmpty() && !footers.isEmpty()) {
      signs.add(Sign.of(OTHER_FOOTER, "another footer", footers.getFirst().region()));
    }
    return signs;
  }

  private static List<TextLine> header(PageView page) {
    return page.lines().stream().filter(l -> PageView.inHeader(l.region().box())).toList();
  }

  private static List<TextLine> footer(PageView page) {
    return page.lines().stream()
        .filter(l -> PageView.inFooter(l.region().box()))
        .filter(l -> letters(l).length() >= LEAST_LETTERS)
        .filter(l -> page.mark().isEmpty() || !page.mark().get().line().equals(l))
        .toList();
  }

  /** A line at the same height that differs in figures at most. */
  private static Optional<TextLine> common(List<TextLine> before, List<TextLine> after) {
    return after.stream()
        .filter(line -> letters(line).length() >= LEAST_LETTERS)
        .filter(line -> before.stream().anyMatch(other -> isSame(line, other)))
        .findFirst();
  }

  private static boolean isSame(TextLine a, TextLine b) {
    return Math.abs(a.region().box().y() - b.region().box().y()) < SAME_PLACE
        && letters(a).equals(letters(b));
  }

  private static String letters(TextLine line) {
    return Folding.fold(line.text()).replaceAll("[^\\p{L}]", "");
  }
}
