package dev.rigel.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.tools.Grounding.How;
import dev.rigel.tools.reading.TextLine;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroundingTest {
  private static final List<TextLine> LINES =
      Samples.lines(
              "Invoice INV-2024-007",
              "Issued 31.05.2024 by Müller & Söhne GmbH",
              "Total: 1.234,50 EUR for 3 items",
              "IBAN DE89 3704 0044 0532 0130 00",
              "Ship to Jane M. Doe,",
              "12 Long Street")
          .stream()
          .map(TextLine::of)
          .toList();

  private final Grounding grounding = Grounding.in(LINES);

  @Test
  void findsWordsAsTheyAreWritten() {
    Grounding.Place place = grounding.place("inv-2024-007").orElseThrow();
    assertThat(place.how()).isEqualTo(How.EXACT);
    assertThat(place.region().text()).isEqualTo("INV-2024-007");
    assertThat(place.region().box().x()).isGreaterThan(0.1);
    assertThat(place.confidence()).isEqualTo(0.9);
  }

  @Test
  void ignoresAccentsAndLineEnds() {
    assertThat(grounding.place("MULLER & SOHNE GmbH")).isPresent();
    Grounding.Place over = grounding.place("Doe, 12 Long").orElseThrow();
    assertThat(over.region().box().height()).isGreaterThan(0.05);
  }

  @Test
  void findsNumbersAndDatesHoweverTheyAreWritten() {
    assertThat(grounding.place(1234.5).orElseThrow().region().text()).isEqualTo("1.234,50");
    assertThat(grounding.place(BigInteger.valueOf(3)).orElseThrow().region().text()).isEqualTo("3");
    Grounding.Place date = grounding.place("2024-05-31").orElseThrow();
    assertThat(date.how()).isEqualTo(How.NORMALISED);
    assertThat(date.region().text()).isEqualTo("31.05.2024");
    assertThat(grounding.place("DE89370400440532013000").orElseThrow().region().text())
        .isEqualTo("DE89 3704 0044 0532 0130 00");
    assertThat(grounding.place("€ 1,234.50").orElseThrow().region().text()).isEqualTo("1.234,50");
  }

  @Test
  void findsWhatAReaderMisread() {
    Grounding.Place place = grounding.place("Muller & Sohme GmbH").orElseThrow();
    assertThat(place.how()).isEqualTo(How.FUZZY);
    assertThat(place.confidence()).isLessThan(0.9);
  }

  @Test
  void findsNothingThatIsNotThere() {
    assertThat(grounding.place(1234.51)).isEmpty();
    assertThat(grounding.place("2024-06-01")).isEmpty();
    assertThat(grounding.place("Acme Corporation")).isEmpty();
    assertThat(grounding.place("INV-2024-00")).isNotPresent();
    assertThat(grounding.place("")).isEmpty();
    assertThat(grounding.place(true)).isEmpty();
    assertThat(Grounding.in(List.of()).place("x")).isEmpty();
  }
}
