package dev.rigel.perception.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrthographyTest {
  /** Every character is sure to .9; the first one is said at step 1. */
  private static String settled(String text, Map<String, Double> possible) {
    List<DecodedCharacter> word = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      word.add(new DecodedCharacter(text.substring(i, i + 1), 0.9, i + 1));
    }
    Orthography.Evidence evidence =
        (character, first, end) -> {
          double read = 0;
          for (int step = Math.max(1, first); step < end; step++) {
            read = text.startsWith(character, step - 1) ? 0.9 : read;
          }
          return first < end ? Math.max(read, possible.getOrDefault(character, 0.0)) : 0;
        };
    return String.join(
        "",
        Orthography.settled(word, evidence, 0, text.length() + 1, text.length() + 1).stream()
            .map(DecodedCharacter::text)
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.729.95|1,729.95",
        "12.345.678.90|12,345,678.90",
        "1,729,95|1,729.95",
        ".8.176.28|-8,176.28",
        ".96.90|-96.90",
        "0rder|Order",
      })
  void settlesWhatMakesNoSense(String read, String settled) {
    assertThat(settled(read, Map.of(",", .05, ".", .04, "-", .03, "O", .2))).isEqualTo(settled);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1.729.95", "192.168.100.22", ".96.90", "0rder", "1,729.95", "447.66"})
  void keepsWhatTheNetworkIsSureOf(String read) {
    assertThat(settled(read, Map.of(",", .002, ".", .002, "-", .002, "O", .002))).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1,729.95", "1.729,95", "21.01.2016", "v1.2.3", ".5", "0x1f", "007", "2,5", "a.b"})
  void keepsWhatIsWrittenSo(String read) {
    assertThat(settled(read, Map.of(",", .4, ".", .4, "O", .4))).isEqualTo(read);
  }

  @Test
  void keepsTheContinentalWayWhereTheNetworkPrefersIt() {
    assertThat(settled("1.729.95", Map.of(",", .4))).isEqualTo("1,729.95");
    assertThat(settled("1,729,95", Map.of(".", .4))).isEqualTo("1,729.95");
    assertThat(settled("1.729,950,12", Map.of(".", .4))).isEqualTo("1.729.950,12");
  }

  @Test
  void findsAMinusThatIsMerelyLikely() {
    assertThat(settled("447.66", Map.of("-", .06, ".", .06))).isEqualTo("-447.66");
    assertThat(settled("447.66", Map.of("-", .06))).isEqualTo("447.66");
    assertThat(settled("447", Map.of("-", .3))).isEqualTo("447");
  }

  @Test
  void aWaveBeforeAnAmountIsAMinus() {
    assertThat(settled("~71.87", Map.of("-", .2))).isEqualTo("-71.87");
    assertThat(settled("~71", Map.of("-", .2))).isEqualTo("~71");
  }

  @Test
  void anEBeforeAnAmountIsAPoundSignThatIsPossible() {
    assertThat(settled("E6.95", Map.of("£", .3))).isEqualTo("£6.95");
    assertThat(settled("E6.95", Map.of("£", .01))).isEqualTo("E6.95");
    assertThat(settled("E127", Map.of("£", .3))).isEqualTo("E127");
  }

  @Test
  void findsTheSignOfDegreesThatIsMerelyLikely() {
    assertThat(settled("C", Map.of("°", .4))).isEqualTo("°C");
    assertThat(settled("C", Map.of("°", .05))).isEqualTo("C");
    assertThat(settled("Cab", Map.of("°", .4))).isEqualTo("Cab");
  }

  @Test
  void findsAMarkAfterTheLastLetterThatIsMerelyLikely() {
    assertThat(afterLastLetter("hours", Map.of(".", .33, ",", .18))).isEqualTo("hours.");
    assertThat(afterLastLetter("hours", Map.of(".", .06, ";", .07))).isEqualTo("hours;");
    assertThat(afterLastLetter("hours", Map.of(".", .06))).isEqualTo("hours");
    assertThat(afterLastLetter("19", Map.of(".", .33))).isEqualTo("19");
    assertThat(afterLastLetter("hours,", Map.of(".", .33))).isEqualTo("hours,");
  }

  /** With what may stand in three steps between a word and what follows it. */
  private static String afterLastLetter(String text, Map<String, Double> possible) {
    List<DecodedCharacter> word = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      word.add(new DecodedCharacter(text.substring(i, i + 1), 0.9, i));
    }
    Orthography.Evidence evidence =
        (character, first, _) ->
            first >= text.length() ? possible.getOrDefault(character, 0.0) : 0.0;
    return String.join(
        "",
        Orthography.settled(word, evidence, 0, text.length(), text.length() + 3).stream()
            .map(DecodedCharacter::text)
            .toList());
  }

  @Test
  void theEvidenceForBothCharactersSpeaksForTheSettledOne() {
    List<DecodedCharacter> word =
        List.of(
            new DecodedCharacter("0", .6, 0),
            new DecodedCharacter("i", .9, 1),
            new DecodedCharacter("l", .9, 2));

    List<DecodedCharacter> settled =
        Orthography.settled(word, (character, _, _) -> character.equals("O") ? .3 : 0, 0, 3, 3);

    assertThat(settled.getFirst()).isEqualTo(new DecodedCharacter("O", .6 + .3, 0));
  }
}
