package dev.rigel.agent.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.AgentBench;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.program.Library;
import dev.rigel.program.check.CheckOptions;
import dev.rigel.program.check.CheckResult;
import dev.rigel.program.check.Checker;
import dev.rigel.program.check.Verdict;
import dev.rigel.program.syntax.Parser;
import dev.rigel.program.syntax.Printer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeBookTest {
  private static final Library OFFERED = new AgentBench().toolbox().offered();

  static Stream<Recipe> recipes() {
    return RecipeBook.bundled().recipes().stream();
  }

  private static Checker checker(Recipe recipe) {
    return new Checker(
        OFFERED,
        recipe.inputTypes(),
        CheckOptions.planned(recipe.exampleRequest(), !recipe.inputs().isEmpty()));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void areRightAsIfAModelHadWrittenThem(Recipe recipe) {
    CheckResult result = checker(recipe).check(recipe.exampleProgram());
    assertThat(result.errors()).isEmpty();
    assertThat(Printer.print(Parser.parse(recipe.exampleProgram()))).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void areViableAtEveryCharacter(Recipe recipe) {
    Checker checker = checker(recipe);
    String program = recipe.exampleProgram();
    for (int end = 1; end < program.length(); end++) {
      Verdict verdict = checker.prefix(program.substring(0, end));
      assertThat(verdict).as(program.substring(0, end)).isNotInstanceOf(Verdict.Refused.class);
    }
    assertThat(checker.prefix(program + "\n")).isInstanceOf(Verdict.Complete.class);
  }

  @Test
  void whatAMediumSaysOfItselfCountsAsSeen() {
    Checker checker =
        new Checker(
            OFFERED,
            Map.of("img1", InputKind.IMAGE.type()),
            CheckOptions.planned("How large is it?", true));
    assertThat(checker.check("w = img1.width\nanswer(f\"{w}\")").errors()).isEmpty();
    assertThat(checker.check("w = [img1]\nanswer(f\"{len(w)}\")").errors()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void haveTheirExampleFiles(Recipe recipe) {
    for (String file : recipe.files()) {
      assertThat(Files.isRegularFile(Path.of("../examples", file))).as(file).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void leaveNoSlotOpenAndQuoteNothingTwice(Recipe recipe) {
    assertThat(recipe.exampleProgram()).doesNotContainPattern("<\\w+>").doesNotContain("\\\"");
    assertThat(recipe.exampleRequest()).doesNotContain("{");
    for (String wording : recipe.requests()) {
      assertThat(recipe.slots().keySet())
          .as(wording)
          .containsAll(SlotPattern.parse(wording).slots().keySet());
    }
  }
}
