package dev.rigel.language.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedPatternTest {
  @Test
  void findsWhereAPatternBegins() {
    BoundedPattern pattern = BoundedPattern.of("(?m)^ *\\Qanswer(f\"{x}\")\\E$", "place");

    assertThat(pattern.find("x = 1\nanswer(f\"{x}\")")).hasValue(6);
    assertThat(pattern.find("x = 1\nanswer(f\"{y}\")")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[a", "a{3}", "(?:(?:){60000}){60000}", "\\\\{3}", "\\Q{\\Ea{2,}"})
  void refusesWhatIsNoPatternOrCounts(String expression) {
    assertThatThrownBy(() -> BoundedPattern.of(expression, "barred[0]"))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.param()).hasValue("barred[0]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\p{L}+", "\\{a", "\\Qa{2}\\E"})
  void takesBracesThatCountNothing(String expression) {
    assertThat(BoundedPattern.of(expression, "place").find("")).isEmpty();
  }

  @Test
  void aPatternWithoutEndIsGivenUp() {
    BoundedPattern pattern = BoundedPattern.of("(a*)*b", "place");

    assertThatThrownBy(() -> pattern.find("a".repeat(2_000) + "c"))
        .isInstanceOfSatisfying(RigelException.class, e -> assertThat(e.param()).hasValue("place"));
  }
}
