package dev.rigel.tools.pile;

import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.Folding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The same form filled in again: many lines stand where they stand on the document's first page.
 */
final class SameFormRule implements BoundaryRule {
  private static final double AGAIN = 3.5;

  /** Running titles and table heads alone are fewer. */
  private static final int LEAST_LINES = 4;

  private static final double LEAST_SHARE = 0.35;
  private static final int LEAST_LETTERS = 4;
  private static final double SAME_PLACE = 0.012;

  @Override
  public List<Sign> signs(Joint joint) {
    List<TextLine> lines = lettered(joint.after());
    List<TextLine> first = lettered(joint.part().getFirst());
    long same = lines.stream().filter(line -> stands(line, first)).count();
    Optional<TextLine> top =
        lines.stream().min(Comparator.comparingDouble(line -> line.region().box().y()));
    boolean again =
        same >= LEAST_LINES
            && same >= LEAST_SHARE * lines.size()
            && top.filter(line -> stands(line, first)).isPresent();
    return again
        ? List.of(
            Sign.of(
                AGAIN,
                "the same form again as on page " + joint.part().getFirst().number(),
                top.orElseThrow().region()))
        : List.of();
  }

  private static List<TextLine> lettered(PageView page) {
    return page.lines().stream().filter(l -> letters(l).length() >= LEAST_LETTERS).toList();
  }

  private static boolean stands(TextLine line, List<TextLine> page) {
    return page.stream()
        .anyMatch(other ->
            Math.abs(other.region().box().y() - line.region().box().y()) < SAME_PLACE
                && Math.abs(other.region().box().x() - line.region().box().x()) < SAME_PLACE
                && letters(other).equals(letters(line)));
  }

  private static String letters(TextLine line) {
    return Folding.fold(line.text()).replaceAll("[^\\p{L}]", "");
  }
}
