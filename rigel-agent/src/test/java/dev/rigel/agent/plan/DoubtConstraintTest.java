package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.language.TokenConstraint.Verdict;
import dev.rigel.language.schema.BoundedPattern;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtConstraintTest {
  private final DoubtConstraint constraint =
      new DoubtConstraint(
          List.of(
              new DoubtConstraint.Bar(
                  BoundedPattern.of("\\bflip\\(", "barred"), "nobody asks to flip")));

  @Test
  void refusesWhatIsBarredAndBlamesItsBeginning() {
    assertThat(constraint.check("part = flip("))
        .isEqualTo(new Verdict.Refused(12, 7, "nobody asks to flip"));
    assertThat(constraint.check("part = fli")).isInstanceOf(Verdict.Viable.class);
  }
}
