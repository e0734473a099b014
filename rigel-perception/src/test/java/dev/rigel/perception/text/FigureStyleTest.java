package dev.rigel.perception.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FigureStyleTest {
  private static final RecognizedText ENGLISH = line(1, "1,204.18", "-7,245.34", "12,890.28");
  private static final RecognizedText CONTINENTAL = line(1, "1.204,18", "7.245,34", "12.890,28");

  private static RecognizedText line(double weakest, String... words) {
    return RecognizedText.of(
        Stream.of(words)
            .map(word ->
                new RecognizedText.Word(word, weakest, weakest, 1, Lattice.NONE, 0, 0, 1, 1))
            .toList());
  }

  private static String settled(RecognizedText page, RecognizedText line) {
    return FigureStyle.of(List.of(page)).settled(line).text();
  }

  @Test
  void anAmountThatMakesNoSenseIsWrittenAsTheOthersOfThePage() {
    assertThat(settled(ENGLISH, line(1, "5.277.25", "$5,277,25"))).isEqualTo("5,277.25 $5,277.25");
    assertThat(settled(CONTINENTAL, line(1, "5.277.25"))).isEqualTo("5.277,25");
  }

  @Test
  void anUnsureAmountIsWrittenAsTheOthers() {
    assertThat(settled(ENGLISH, line(.7, "1.404,18"))).isEqualTo("1,404.18");
    assertThat(settled(ENGLISH, line(1, "1.404,18"))).isEqualTo("1.404,18");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.168.100.22", "21.01.2016", "1.404", "v1.200.30", "5.27", "1,404.18"})
  void keepsWhatIsNoAmountOrWellWritten(String text) {
    assertThat(settled(ENGLISH, line(.5, text))).isEqualTo(text);
  }

  @Test
  void aFewAmountsOrTwoStylesSettleNothing() {
    RecognizedText open = line(.7, "5.277.25");

    assertThat(settled(line(1, "1,204.18", "7,245.34"), open)).isEqualTo("5.277.25");
    assertThat(settled(line(.8, "1,204.18", "7,245.34", "2,890.28"), open)).isEqualTo("5.277.25");
    assertThat(FigureStyle.of(List.of(ENGLISH, line(1, "1.404,18"))))
        .isEqualTo(FigureStyle.UNKNOWN);
  }
}
