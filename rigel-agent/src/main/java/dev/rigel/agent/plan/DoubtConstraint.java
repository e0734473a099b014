package dev.rigel.agent.plan;

import dev.rigel.language.TokenConstraint;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Holds the next program to what was wrong with the last one: nothing that is barred is written.
 */
final class DoubtConstraint implements TokenConstraint {
  private static final Verdict VIABLE = new Verdict.Viable();

  private final List<Doubt> doubts;

  DoubtConstraint(List<Doubt> doubts) {
    this.doubts = List.copyOf(doubts);
  }

  @Override
  public Verdict check(String text) {
    for (Doubt doubt : doubts) {
      Optional<Matcher> found =
          doubt.barred().map(pattern -> pattern.matcher(text)).filter(Matcher::find);
      if (found.isPresent()) {
        return new Verdict.Refused(text.length(), found.get().start(), doubt.text());
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
