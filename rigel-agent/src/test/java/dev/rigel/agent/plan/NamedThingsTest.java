package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedThingsTest {
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "dog", Set.of("dog"),
          "dogs", Set.of("dog"),
          "sofa", Set.of("couch"),
          "couch", Set.of("couch"),
          "man", Set.of("person"),
          "person", Set.of("person"));

  private final NamedThings things = new NamedThings(word -> KINDS.getOrDefault(word, Set.of()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Is there a dog?|found = faces(img1)",
        "Mark the sofa|found = detect(img1, [\"dog\"])",
        "Crop the man|found = detect(img1, [\"dog\"])"
      })
  void areMissedWhereAProgramLooksForOthers(String request, String program) {
    assertThat(things.doubts(request, program))
        .extracting(Doubt::text)
        .anyMatch(text -> text.contains("does not look for it"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How many objects are there?|found = detect(img1, [\"dog\"])",
        "Who is below the average?|found = detect(img1, [\"dog\", \"Ben\"])",
        "Put the code next to the card|found = detect(img1, [\"card\"])",
        "Mark the word \"turbine\"|found = detect(img1, [\"turbine\"])"
      })
  void areInventedWhereNobodyNamesThem(String request, String program) {
    List<Doubt> doubts = things.doubts(request, program);
    assertThat(doubts).isNotEmpty();
    assertThat(doubts)
        .allSatisfy(
            doubt -> assertThat(doubt.barred().orElseThrow().matcher(program).find()).isTrue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Is a couch in the room?|found = detect(img1, [\"sofa\"])",
        "Is anybody there?|found = detect(img1, [\"person\"])",
        "Find the giraffe|found = detect(img1, [\"giraffe\"])"
      })
  void areNotInventedWhereTheyAreNamed(String request, String program) {
    assertThat(things.doubts(request, program)).isEmpty();
  }

  @Test
  void mayHaveAnyNameWhereADetectorTakesAnyName() {
    NamedThings any = new NamedThings(_ -> Set.of());
    assertThat(any.doubts("Read it", "found = detect(img1, [\"card\"])")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Is there a dog?|found = detect(img1, [\"dogs\"])",
        "Mark the sofa|found = detect(img1, [\"couch\"])",
        "Crop the man|found = people(img1)",
        "Is there a dog?|found = detect(img1)",
        "Blur the faces but not the dog|found = faces(img1)",
        "What does the dog tag say?|found = read(img1)",
        "Where does it say \"dog\"?|found = faces(img1)"
      })
  void areNotMissedWhereNothingIsWrong(String request, String program) {
    assertThat(things.doubts(request, program)).isEmpty();
  }
}
