package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.recipe.Recipe;
import dev.rigel.agent.recipe.RecipeIndex;
import dev.rigel.agent.turn.InputKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrecedentsTest {
  private static final String PROGRAM =
      "rows = [t for t in read(img1) if numbers(t.text)]\n"
          + "high = [t for t in rows if numbers(t.text)[-1] > 50]\n"
          + "answer(\"Found.\", boxes=high)";

  @Test
  void leanMoreTheNearerTheyAre() {
    assertThat(lean(0.97)).isGreaterThan(lean(0.85)).isGreaterThan(lean(0.8));
    assertThat(lean(0.65)).isZero();
  }

  @Test
  void areNoneWithoutAPartOfTheWork() {
    Precedents precedents =
        Precedents.of(
            List.of(hit(0.95)), "Who has over 50? Turn it by 90 degrees", List.of(InputKind.IMAGE));
    assertThat(precedents.isEmpty()).isTrue();
  }

  private static double lean(double similarity) {
    return Precedents.of(List.of(hit(similarity)), "Who has over 50?", List.of(InputKind.IMAGE))
        .lean("rows = [t for");
  }

  private static RecipeIndex.Hit hit(double similarity) {
    Recipe recipe =
        new Recipe(
            List.of("Who has over 50?"),
            List.of(InputKind.IMAGE),
            PROGRAM,
            Map.of(),
            List.of("receipt.png"),
            false,
            false);
    return new RecipeIndex.Hit(recipe, "Who has over 50?", similarity, similarity);
  }
}
