package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.recipe.Recipe;
import dev.rigel.agent.recipe.RecipeIndex;
import dev.rigel.agent.turn.InputKind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final List<InputKind> PICTURE = List.of(InputKind.IMAGE);

  @Test
  void areFewBesideOneThatSaysNearlyTheSame() {
    assertThat(enough("Blur the door", 0.9, 5)).hasSize(2);
    assertThat(enough("Blur the door", 0.8, 5)).hasSize(5);
  }

  @Test
  void areAllWhereTheNearestLeavesOutAPartOfTheWork() {
    assertThat(enough("Blur the door and turn it by 90 degrees", 0.9, 5)).hasSize(5);
  }

  @Test
  void areAllWhereTheNearestIsForOtherInputs() {
    List<RecipeIndex.Hit> all = hits(0.9);
    assertThat(Examples.enough(all, "Blur the door", List.of(InputKind.DOCUMENT), 5)).hasSize(5);
  }

  @Test
  void areNoMoreThanAsked() {
    assertThat(enough("Blur the door", 0.8, 2)).hasSize(2);
    assertThat(Examples.enough(List.of(), "Blur the door", PICTURE, 2)).isEmpty();
  }

  private static List<RecipeIndex.Hit> enough(String request, double similarity, int most) {
    return Examples.enough(hits(similarity), request, PICTURE, most);
  }

  private static List<RecipeIndex.Hit> hits(double nearest) {
    return IntStream.range(0, 5).mapToObj(i -> hit(nearest - 0.01 * i)).toList();
  }

  private static RecipeIndex.Hit hit(double similarity) {
    Recipe recipe =
        new Recipe(
            List.of("Blur the window"),
            PICTURE,
            "found = detect(img1, [\"window\"])\nanswer(\"Done.\", image=blur(img1, found))",
            Map.of(),
            List.of("cat.jpg"),
            false,
            false);
    return new RecipeIndex.Hit(recipe, "Blur the window", similarity, similarity);
  }
}
