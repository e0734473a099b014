package dev.rigel.tools.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,234.50|1234.50",
        "1.234,50|1234.50",
        "1'234.5|1234.5",
        "1,234|1234",
        "1,23|1.23",
        "0,123|0.123",
        "1.234|1.234",
        "1.234.567|1234567",
        "-3|-3",
        "\u22123.5|-3.5",
        "2.5e3|2.5E+3",
        "007|7",
      })
  void understandsNumbersAsPeopleWriteThem(String written, String value) {
    assertThat(NumberText.parse(written).orElseThrow()).isEqualByComparingTo(new BigDecimal(value));
  }

  @Test
  void findsNumbersInSentencesAndNotInsideWords() {
    assertThat(values("Room B12 holds 30 people, 2.5 m high, 1,200 kg, at 15%."))
        .containsExactly(30.0, 2.5, 1200.0, 15.0);
  }

  @Test
  void takesAMinusOnlyBeforeANumberOfItsOwn() {
    assertThat(values("from 3-4 to -5 in 2024-05")).containsExactly(3.0, 4.0, -5.0, 2024.0, 5.0);
  }

  @Test
  void keepsNumbersApartThatAreOnlySeparatedBySpaces() {
    assertThat(values("10 200 300")).containsExactly(10.0, 200.0, 300.0);
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThat(NumberText.parse("1.2.3,4,5")).isEmpty();
    assertThat(NumberText.parse("")).isEmpty();
    assertThat(NumberText.parse("9".repeat(1000))).isEmpty();
  }

  private static List<Double> values(String text) {
    return NumberText.find(text).stream().map(found -> found.value().doubleValue()).toList();
  }
}
