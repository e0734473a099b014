package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClausesTest {
  @Test
  void standBetweenCommasAndConjunctions() {
    assertThat(Clauses.of("Crop the door, make it gray and then turn it by 90 degrees"))
        .containsExactly("Crop the door", "make it gray", "turn it by 90 degrees");
  }

  @Test
  void areNoneInASingleOne() {
    assertThat(Clauses.of("Blur the faces")).isEmpty();
    assertThat(Clauses.of("Count dogs and cats")).isEmpty();
  }

  @Test
  void doNotBreakQuotes() {
    assertThat(Clauses.of("Mark the words \"terms and conditions\" and show the page"))
        .containsExactly("Mark the words \"terms and conditions\"", "show the page");
  }
}
