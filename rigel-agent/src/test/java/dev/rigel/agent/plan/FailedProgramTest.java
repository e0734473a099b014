package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FailedProgramTest {
  private static final String PROGRAM =
      """
      part = half(img1, "left")
      answer("The left half.", image=part)
      """;

  @Test
  void isTakenUpBeforeItsAnswerWithTheLineThatWasMissing() {
    FailedProgram failed =
        FailedProgram.doubted(PROGRAM, List.of(Doubt.ends("turn it", "turned = rotate")));
    assertThat(failed.start()).isEqualTo("part = half(img1, \"left\")\nturned = rotate");
    assertThat(failed.message()).isEqualTo("turn it");
  }

  @Test
  void isNotTakenUpWhereALineOfItIsBarred() {
    FailedProgram failed =
        FailedProgram.doubted(
            PROGRAM,
            List.of(
                Doubt.ends("turn it", "turned = rotate"),
                Doubt.against("nobody asks for a half", Pattern.compile("half\\("))));
    assertThat(failed.start()).isEqualTo("turned = rotate");
  }

  @Test
  void beginsAnewWithWhatComesFirst() {
    FailedProgram failed =
        FailedProgram.doubted(PROGRAM, List.of(Doubt.begins("the code", "codes = barcodes")));
    assertThat(failed.start()).isEqualTo("codes = barcodes");
  }

  @Test
  void keepsEarlierDoubts() {
    Doubt earlier = Doubt.against("nobody asks to flip", Pattern.compile("flip\\("));
    assertThat(FailedProgram.doubted(PROGRAM, List.of()).with(List.of(earlier)).doubts())
        .containsExactly(earlier);
  }
}
