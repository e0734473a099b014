package dev.rigel.tools.pile;

import java.util.List;
import java.util.Optional;

/** Page numbers that go on, start again or break off. */
final class PageNumberRule implements BoundaryRule {
  private static final double CERTAIN = 5;
  private static final double LIKELY = 3;
  private static final double SLIGHT = 1.5;

  /** A bare number may be another number. */
  private static final double PLAIN = 0.6;

  @Override
  public List<Sign> signs(Joint joint) {
    Optional<PageMark> after = joint.markAfter();
    Optional<PageMark> before = joint.markBefore();
    if (after.isPresent()) {
      double trust = after.get().plain() || before.map(PageMark::plain).orElse(false) ? PLAIN : 1;
      return List.of(numbered(joint, after.get(), before, trust));
    }
    return before.map(mark -> unnumbered(mark, joint.after())).stream().toList();
  }

  private static Sign numbered(
      Joint joint, PageMark after, Optional<PageMark> before, double trust) {
    String said = "\"" + after.place().text() + "\"";
    if (after.number() == 1) {
      return Sign.of(trust * CERTAIN, "page numbers start at " + said, after.place());
    }
    if (before.isEmpty()) {
      // First pages often have no number; pages without numbers between numbered ones neither.
      boolean follows = after.number() == joint.part().size() + 1;
      return Sign.of(trust * (follows ? -LIKELY : -SLIGHT), "page number " + said + " follows");
    }
    boolean next = after.number() == before.get().number() + 1;
    boolean gap = joint.blankBetween() && after.number() == before.get().number() + 2;
    boolean sameCount =
        after.of().isEmpty() || before.get().of().isEmpty() || after.of().equals(before.get().of());
    return next && sameCount || gap
        ? Sign.of(trust * -CERTAIN, "page number " + said + " follows")
        : Sign.of(
            trust * SLIGHT,
            "page number " + said + " does not follow " + before.get().number(),
            after.place());
  }

  private static Sign unnumbered(PageMark before, PageView after) {
    if (before.isLast()) {
      return Sign.of(
          LIKELY,
          "page " + after.number() + " follows the last page, \"" + before.place().text() + "\"",
          before.place());
    }
    return before.of().isPresent()
        ? Sign.of(-SLIGHT, "the document before has more pages")
        : Sign.of(SLIGHT, "page numbers end before it");
  }
}
