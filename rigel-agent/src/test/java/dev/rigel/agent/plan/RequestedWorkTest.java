package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.recipe.Recipe;
import dev.rigel.agent.recipe.RecipeBook;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestedWorkTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Crop the door and turn it by 90 degrees|part = crop(img1, found[0])|rotate",
        "Take the upper half in black and white|part = half(img1, \"top\")|make it gray",
        "Blur the largest truck|blur(img1, found)|choose by size",
        "Which parcels weigh more than 20 kg?|found = read(img1)|compare with the limit",
        "Name the trucks from left to right|found = detect(img1)|put in order",
        "Show both next to each other|draw(img1, found)|side by side",
        "Give me page 2 and 3 as a PDF|image=page(doc1, 2)|give a document",
        "Number the doors|found = detect(img1)|number them",
        "Which platform does the ticket name?|detect(img1)|what is written there",
        "What is her phone number?|answer(image=qr(found[0].text))|nobody asks to make a QR code"
      })
  void seesWhatIsLeftOut(String request, String program, String what) {
    assertThat(RequestedWork.doubts(request, program))
        .singleElement()
        .satisfies(doubt -> assertThat(doubt).contains(what));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Is the picture blurred?|quality(img1)",
        "What colour is the gray box?|colors(img1)",
        "Where does it say \"rotate\"?|search(doc1, \"rotate\")",
        "Turn this into text|read(img1)",
        "At most, tell me a word|read(img1)"
      })
  void isNotMisledByWords(String request, String program) {
    assertThat(RequestedWork.doubts(request, program)).isEmpty();
  }

  static Stream<Recipe> recipes() {
    return RecipeBook.bundled().recipes().stream().filter(recipe -> !recipe.inputs().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void findsNothingMissingInARecipe(Recipe recipe) {
    assertThat(RequestedWork.doubts(recipe.exampleRequest(), recipe.exampleProgram())).isEmpty();
  }

  @Test
  void doesNotReadWhatIsQuoted() {
    assertThat(RequestedWork.doubts("Find the words \"blur all\"", "search(doc1, \"blur all\")"))
        .isEmpty();
  }
}
