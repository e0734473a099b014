package dev.rigel.tools.pile;

import java.util.List;

/** Names, places and terms that stand on both pages, weighed by how rare they are in the pile. */
final class WordsRule implements BoundaryRule {
  private static final double EVEN = 0.12;
  private static final double SLOPE = 10;
  private static final double MOST = 1.5;

  /** Only the pages before it count: a book goes from subject to subject. */
  private static final int PAGES_BEFORE = 3;

  @Override
  public List<Sign> signs(Joint joint) {
    int size = joint.part().size();
    double alike =
        joint
            .rareness()
            .alike(joint.part().subList(Math.max(0, size - PAGES_BEFORE), size), joint.after());
    double odds = Math.clamp(SLOPE * (EVEN - alike), -MOST, MOST);
    return List.of(
        Sign.of(odds, odds > 0 ? "few words in common with the page before" : "much in common"));
  }
}
