package dev.rigel.program.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrefixCheckerTest {
  static List<SampleProgram> right() {
    return SampleProgram.load("right-programs.txt");
  }

  static List<SampleProgram> wrong() {
    return SampleProgram.load("wrong-programs.txt");
  }

  @ParameterizedTest
  @MethodSource("right")
  void everyPrefixOfARightProgramIsViableAndItsEndComplete(SampleProgram program) {
    Checker checker = program.checker();
    String source = program.source();

    for (int end = 0; end < source.length(); end++) {
      assertThat(checker.prefix(source.substring(0, end)))
          .as(source.substring(0, end))
          .isInstanceOf(Verdict.Viable.class);
    }
    assertThat(checker.prefix(source)).isEqualTo(new Verdict.Complete(source.length()));
    assertThat(checker.check(source).errors()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("right")
  void whatFollowsTheEndIsCutOff(SampleProgram program) {
    Checker checker = program.checker();
    String source = program.source();

    for (String rest : List.of("\n", ")", "</s>", " // done", "\nx = import", "\"", "$")) {
      assertThat(checker.prefix(source + rest))
          .as(rest)
          .isEqualTo(new Verdict.Complete(source.length()));
    }
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aWrongProgramIsRefusedBeforeItsFaultIsPassed(SampleProgram program) {
    Checker checker = program.checker();
    int fault = program.source().indexOf('¦');
    String source = program.source().replace("¦", "");
    assertThat(fault).isNotNegative();

    int refusedAt = -1;
    for (int end = 0; end <= source.length() && refusedAt < 0; end++) {
      Verdict verdict = checker.prefix(source.substring(0, end));
      assertThat(verdict).as(source.substring(0, end)).isNotInstanceOf(Verdict.Complete.class);
      if (verdict instanceof Verdict.Refused refused) {
        refusedAt = end;
        assertThat(refused.reason()).isNotBlank();
        assertThat(refused.blame()).isBetween(0, end);
        assertThat(refused.position()).isBetween(0, end);
      }
    }

    assertThat(refusedAt).isBetween(1, Math.min(fault + 1, source.length()));
    assertThat(checker.prefix(source)).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void anUngroundedAnswerIsBlamedOnItsText() {
    SampleProgram program = right().getFirst();
    String source = "dogs = detect(img1, [\"dog\"])\nanswer(\"There is a dog.\")";

    assertThat(program.checker().prefix(source))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> {
              assertThat(refused.position()).isEqualTo(source.length() - 1);
              assertThat(refused.blame()).isEqualTo(source.indexOf("\"There"));
            });
  }

  @Test
  void aRequiredAnswerMustBeThere() {
    Checker checker =
        new Checker(
            SampleLibrary.create(),
            Map.of(),
            CheckOptions.planned("", false).withRequiredAnswers(java.util.Set.of("data")));

    assertThat(checker.prefix("answer(\"x\")")).isInstanceOf(Verdict.Refused.class);
    assertThat(checker.prefix("answer(\"x\", data=[1])")).isInstanceOf(Verdict.Complete.class);
  }

  @Test
  void aProgramThatGrowsTooLongIsRefused() {
    Checker checker = right().getFirst().checker();
    String source = "x = 1\n".repeat(13);

    assertThat(checker.prefix(source)).isInstanceOf(Verdict.Viable.class);
    assertThat(checker.prefix(source + "x = 1\n")).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void nestedUndecidedBracketsTakeLittleTime() {
    Checker checker = right().getFirst().checker();

    for (String part : List.of("[", "any(", "sum(max(", "[x.y, ", "{x: ", "[distance(a, b), ")) {
      assertThat(checker.prefix("x = " + part.repeat(500))).isNotNull();
      assertThat(checker.prefix("x = " + part.repeat(30))).isNotNull();
    }
  }
}
