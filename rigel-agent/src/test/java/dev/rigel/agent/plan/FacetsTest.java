package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacetsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Put the last page first|Bring the final page to the beginning|Put the first page last of all, behind the rest",
        "Blur all but the largest|Hide every face except the biggest|Blur only the largest",
        "The cheapest dish|Which dish has the lowest price?|The dearest dish",
        "Count the pages with \"left\"|How many pages say so?|Show the left page"
      })
  void agreeWithOtherWordsOfTheSameTurn(String request, String alike, String other) {
    Facets facets = Facets.of(request);
    assertThat(facets.agreement(Facets.of(alike)))
        .isGreaterThan(facets.agreement(Facets.of(other)));
  }
}
