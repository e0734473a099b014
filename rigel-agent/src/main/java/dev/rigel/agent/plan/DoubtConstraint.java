package dev.rigel.agent.plan;

import dev.rigel.language.TokenConstraint;
import dev.rigel.language.schema.BoundedPattern;
import java.util.List;
import java.util.OptionalInt;

/**
 * Holds the next program to what was wrong with the last one: nothing that is barred is written.
 */
final class DoubtConstraint implements TokenConstraint {
  private static final Verdict VIABLE = new Verdict.Viable();

  /** What is not to be written, and why. */
  record Bar(BoundedPattern pattern, String reason) {}

  private final List<Bar> bars;

  DoubtConstraint(List<Bar> bars) {
    this.bars = List.copyOf(bars);
  }

  @Override
  public Verdict check(String text) {
    for (Bar bar : bars) {
      OptionalInt found = bar.pattern().find(text);
      if (found.isPresent()) {
        return new Verdict.Refused(text.length(), found.getAsInt(), bar.reason());
      }
    }
    return VIABLE;
  }

  /** Whether a text is a whole program is for others to say. */
  @Override
  public boolean mayEnd(String text) {
    return check(text) instanceof Verdict.Viable;
  }
}
