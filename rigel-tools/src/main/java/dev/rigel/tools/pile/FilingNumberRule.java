package dev.rigel.tools.pile;

import dev.rigel.media.Region;
import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.Folding;
import dev.rigel.tools.text.ReferenceText;
import dev.rigel.tools.text.TextFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Numbers of invoices, orders and customers that stay or change. */
final class FilingNumberRule implements BoundaryRule {
  private static final double SAME = -2.6;
  private static final double OTHER = 2.8;
  private static final double NEW = 0.8;

  private static final ReferenceText REFERENCES = new ReferenceText();

  /**
   * @param label the words before it, letters only
   */
  private record Filed(String label, String value, Region place) {}

  @Override
  public List<Sign> signs(Joint joint) {
    List<Filed> after = filed(joint.after());
    List<Filed> before = new ArrayList<>();
    joint.part().forEach(page -> before.addAll(filed(page)));
    if (after.isEmpty()) {
      return List.of();
    }
    if (after.stream().anyMatch(one -> before.stream().anyMatch(two -> same(one, two)))) {
      return List.of(Sign.of(SAME, "the same number \"" + after.getFirst().value() + "\""));
    }
    Optional<Filed> changed =
        after.stream()
            .filter(one -> before.stream().anyMatch(two -> two.label().equals(one.label())))
            .findFirst();
    Filed shown = changed.orElse(after.getFirst());
    return List.of(
        Sign.of(
            changed.isPresent() ? OTHER : NEW,
            "another number, \"" + shown.value() + "\"",
            shown.place()));
  }

  private static boolean same(Filed one, Filed two) {
    return one.value().equalsIgnoreCase(two.value());
  }

  private static List<Filed> filed(PageView page) {
    List<Filed> filed = new ArrayList<>();
    for (TextLine line : page.lines()) {
      for (TextFinder.Match match : REFERENCES.find(line.text())) {
        String before = Folding.fold(line.text().substring(0, match.start()));
        String letters = before.replaceAll("[^\\p{L}]", "");
        String label = letters.substring(Math.max(0, letters.length() - 14));
        filed.add(new Filed(label, match.value(), line.span(match.start(), match.end(), "number")));
      }
    }
    return filed;
  }
}
