package dev.rigel.language.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.language.TokenConstraint.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceConstraintTest {
  private final ChoiceConstraint constraint =
      new ChoiceConstraint(List.of("yes", "yes please", "no"));

  @Test
  void constrainsTokensToTheOptions() {
    assertThat(constraint.check("y")).isInstanceOf(Verdict.Viable.class);
    assertThat(constraint.check("yes")).isInstanceOf(Verdict.Viable.class);
    assertThat(constraint.mayEnd("yes")).isTrue();
    assertThat(constraint.mayEnd("ye")).isFalse();
    assertThat(constraint.check("yes please")).isEqualTo(new Verdict.Complete(10));
    assertThat(constraint.check("no.")).isEqualTo(new Verdict.Complete(2));
    assertThat(constraint.check("maybe")).isInstanceOf(Verdict.Refused.class);
    assertThat(constraint.check("yes, sir")).isEqualTo(new Verdict.Complete(3));
  }

  @Test
  void canBeToldToAnotherRigel() {
    assertThat(constraint.portable().orElseThrow().field()).isEqualTo("guided_choice");
    assertThat(constraint.portable().orElseThrow().value())
        .hasToString("[\"yes\",\"yes please\",\"no\"]");
  }
}
