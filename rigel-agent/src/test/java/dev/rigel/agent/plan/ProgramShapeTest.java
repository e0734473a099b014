package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramShapeTest {
  private static final ProgramShape SHAPE =
      new ProgramShape(
          """
          rows = [t for t in read(img1) if numbers(t.text)]
          high = [t for t in rows if numbers(t.text)[-1] > 50]
          answer("Found.", boxes=high)\
          """);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lines = [",
        "rows = [t for t in re",
        "lines = [r for r in read(img1) if numbers(r.text)]\n",
        "rows = [t for t in read(img1) if numbers(t.text)]\nhigh = [t for t in rows if numbers(t.text)[-2] > 7.5]",
        "a = [b for b in read(img1) if numbers(b.text)]\nc = [b for b in a if numbers(b.text)[-1] > 50]\nanswer(\"Other words.\", "
      })
  void isBegunByItsOwnTextWithOtherLiteralsAndNames(String text) {
    assertThat(SHAPE.beginsWith(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rows = (",
        "rows = [t for t in read(img2)",
        "rows = [t for t in detect",
        "rows = [t for t in read(img1) if numbers(u.",
        "rows = [t for t in read(img1) if numbers(t.text)]\nhigh = [t for t in rows if numbers(t.text)[0] < "
      })
  void isNotBegunByWhatDiffersElsewhere(String text) {
    assertThat(SHAPE.beginsWith(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a = \"do", "a = 1", "b"})
  void saysNothingWithinALiteralOrAName(String text) {
    assertThat(new ProgramShape("a = \"cat\"\nb = 12\n").beginsWith(text)).isFalse();
  }
}
