package dev.rigel.perception.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  private final Vocabulary english = Vocabulary.english();

  @ParameterizedTest
  @ValueSource(strings = {"afternoon", "Afternoon", "AFTERNOON", "colour", "color", "it"})
  void knowsCommonWordsInAnyCase(String word) {
    assertThat(english.knows(word)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aftemoon", "verkehrt", "domicile.", "wll", "", "x1"})
  void doesNotKnowWhatIsNoWord(String word) {
    assertThat(english.knows(word)).isFalse();
  }
}
