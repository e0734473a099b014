package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedThingsTest {
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "dog", Set.of("dog"),
          "dogs", Set.of("dog"),
          "sofa", Set.of("couch"),
          "couch", Set.of("couch"),
          "man", Set.of("person"));

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
    assertThat(things.doubts(request, program)).hasSize(1);
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
