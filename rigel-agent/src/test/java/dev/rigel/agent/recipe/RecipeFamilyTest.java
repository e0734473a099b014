package dev.rigel.agent.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeFamilyTest {
  private static List<Recipe> read(String yaml) {
    return RecipeBook.read(yaml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void hasARecipeForEveryCombination() {
    List<Recipe> family =
        read(
            """
            - request: "[[do.say]] the [[which.say]] {thing:label}"
              also: ["[[do.say]] that [[which.say]] {thing:label}"]
              each:
                do:
                  - {say: Blur, call: blur}
                  - {say: Mark, call: draw}
                which:
                  - {say: first, index: "0"}
                  - {say: last, index: "-1"}
              slots: {thing: dog}
              inputs: [image]
              on: [cat.jpg]
              program: |
                found = detect(img1, [<thing>])
                answer("", image=[[do.call]](img1, [found[[[which.index]]]]))
            """);
    assertThat(family)
        .extracting(Recipe::exampleRequest)
        .containsExactlyInAnyOrder(
            "Blur the first dog", "Blur the last dog", "Mark the first dog", "Mark the last dog");
    assertThat(family.getFirst().requests().getLast()).isEqualTo("Blur that first {thing:label}");
    assertThat(family.getFirst().exampleProgram())
        .isEqualTo("found = detect(img1, [\"dog\"])\nanswer(\"\", image=blur(img1, [found[0]]))");
  }

  @Test
  void isOneRecipeWithoutChoices() {
    assertThat(read("- {request: a, program: 'x = [[1, 2], [3]]'}"))
        .extracting(Recipe::program)
        .containsExactly("x = [[1, 2], [3]]");
  }

  @Test
  void namesAChoiceThatIsNotThere() {
    assertThatThrownBy(() -> read("- {request: 'the [[which.say]]', program: 'x = 1'}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[[which.say]]");
  }
}
