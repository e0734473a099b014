package dev.rigel.agent.plan.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivisionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Crop the door, make it larger and turn it by 90 degrees"
            + "|Crop the door;make it larger;turn it by 90 degrees",
        "Please blur the truck, then put a box around the dog."
            + "|blur the truck;put a box around the dog",
        "Could you mirror the photo and then give me the left half"
            + "|mirror the photo;give me the left half",
        "Count the dogs. Then tell me which page is the longest"
            + "|Count the dogs;tell me which page is the longest",
        "Make both photos 300 pixels high, gray, and show them in a row"
            + "|Make both photos 300 pixels high;make them gray;show them in a row",
        "Make it half its size, black and white|Make it half its size;make it black and white",
        "Read the sign and translate it into German|Read the sign;translate it into German",
        "Blur \"one, and mark the two\" and rotate it|Blur \"one, and mark the two\";rotate it",
      })
  void tellsStepsApart(String request, String steps) {
    Division division = Division.of(request).orElseThrow();
    assertThat(division.question()).isEmpty();
    assertThat(division.steps()).containsExactly(steps.split(";"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Blur the dogs and the cats",
        "What are the name and the number on the card?",
        "This is my receipt. What did I pay?",
        "Blur the faces and leave the rest as it is",
        "Read the codes of both pictures and list them all",
        "Which picture shows more dogs, and how many more?",
        "List the frame and box sizes",
        "Hide the date but not the name",
        "Tell me if there is a dog",
        "Tell me if there is a dog, otherwise say what you see",
        "Show the photo beside a version in gray",
      })
  void leavesOneThingWhole(String request) {
    assertThat(Division.of(request)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "If there is a dog, mark it, otherwise turn the picture gray"
            + "|Is there a dog?|mark it|turn the picture gray",
        "In case the photo is wider than high then rotate it; if not, mirror it"
            + "|Is the photo wider than high?|rotate it|mirror it",
        "If there are dogs, cut one out and enlarge it|Are there dogs?|cut one out;enlarge it|",
        "Blur the dog, but only if you can see a truck|Is there a truck?|Blur the dog|",
        "If the document contains a date, redact it, otherwise leave it as it is"
            + "|Does the document contain a date?|redact it|",
        "When the pages show a table, make a chart of it|Do the pages show a table?|make a chart of it|",
        "Are there at least two dogs? If so, blur all of them.|Are there at least two dogs?|blur all of them|",
        "Is it gray? If so, mirror it; otherwise, turn it gray|Is it gray?|mirror it|turn it gray",
        "Rotate the page if it is wider than high, otherwise mirror it"
            + "|Is it wider than high?|Rotate the page|mirror it",
      })
  void tellsConditions(String request, String question, String then, String otherwise) {
    Division division = Division.of(request).orElseThrow();
    assertThat(division.question()).contains(question);
    assertThat(division.steps()).containsExactly(then.split(";"));
    assertThat(division.otherwise())
        .isEqualTo(otherwise == null ? List.of() : List.of(otherwise.split(";")));
  }

  @Test
  void tellsWhatIsDoneUnless() {
    Division division = Division.of("Rotate the photo unless there is a dog").orElseThrow();
    assertThat(division.question()).contains("Is there a dog?");
    assertThat(division.steps()).isEmpty();
    assertThat(division.otherwise()).containsExactly("Rotate the photo");
  }

  @Test
  void hasNoMoreStepsThanCanBePlanned() {
    String five = "crop it, rotate it, mirror it, blur it and turn it gray";
    assertThat(Division.of(five).orElseThrow().steps()).hasSize(5);
    assertThat(Division.of(five + " and enlarge it")).isEmpty();
    assertThat(Division.of("If there is a dog, " + five)).isPresent();
    assertThat(Division.of("If there is a dog, " + five + " and enlarge it")).isEmpty();
  }

  /** The limit is there for expressions that would run for ever. */
  @ParameterizedTest
  @ValueSource(
      strings = {"if a is b, ", "crop it and ", "a if b; ", "is it a? if so, b; ", "\"a\" "})
  @Timeout(60)
  void endsForWhateverIsSaid(String piece) {
    assertThat(Division.of(piece.repeat(4_000) + "rotate it")).isEmpty();
    String longest = piece.repeat(390 / piece.length());
    assertThat(Division.of(longest).stream().flatMap(one -> one.steps().stream()))
        .hasSizeLessThanOrEqualTo(5);
  }
}
