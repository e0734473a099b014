package dev.rigel.agent.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestShapeTest {
  private final RequestShape shape = new RequestShape(Set.of("cup", "cups", "person")::contains);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Blur the cup|Blur the thing",
        "How many cups?|How many things?",
        "Count the people|Count the people",
        "Is a person there?|Is a person there?",
        "Where does it say \"cup\"?|Where does it say \"word\"?",
        "What does the soup cost?|What does the thing cost?"
      })
  void leavesOutWhatIsNamed(String request, String expected) {
    assertThat(shape.of(request)).isEqualTo(expected);
  }
}
