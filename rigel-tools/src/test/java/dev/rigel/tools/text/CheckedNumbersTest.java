package dev.rigel.tools.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedNumbersTest {
  private static List<String> values(String kind, String text) {
    return TextKind.of(kind).orElseThrow().finder(text).find(text).stream()
        .map(TextFinder.Match::value)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "card|Visa 4111 1111 1111 1111 exp.|4111111111111111",
        "card|5555-5555-5555-4444|5555555555554444",
        "card|Amex 3782 822463 10005|378282246310005",
        "card|6011111111111117|6011111111111117",
        "bic|BIC: DEUTDEFF|DEUTDEFF",
        "bic|SWIFT code BUKBGB22|BUKBGB22",
        "bic|to RZOOAT2L420 today|RZOOAT2L420",
        "bic|NEDSZAJJXXX|NEDSZAJJXXX",
        "postcode|10 Downing Street, London SW1A 2AA|SW1A 2AA",
        "postcode|Ottawa ON K1A 0B1|K1A 0B1",
        "postcode|1012 JS Amsterdam|1012 JS",
        "postcode|Springfield, IL 62704-1234|62704-1234",
        "postcode|10115 Berlin|10115",
        "postcode|Hauptstr. 5, D-80331 München|80331",
        "postcode|1010 Wien|1010",
        "postcode|00-950 Warszawa|00-950",
        "postcode|D02 X285|D02 X285",
        "time|open at 9:05 today|09:05",
        "time|from 5 pm|17:00",
        "time|12:30 a.m.|00:30",
        "time|um 14.30 Uhr|14:30",
        "time|à 18h45|18:45",
        "time|at 23:59:59|23:59:59",
        "percentage|a discount of 12.5 %|12.5%",
        "percentage|VAT 20%|20%",
        "percentage|um -3,4 Prozent|-3.4%",
        "isbn|ISBN 978-3-16-148410-0|9783161484100",
        "isbn|ISBN 0-306-40615-2|0306406152",
        "isbn|ISBN-10: 080442957X|080442957X",
        "ip|host 192.168.10.254 up|192.168.10.254",
        "ip|at 2001:db8::ff00:42:8329 now|2001:db8::ff00:42:8329",
        "ip|::1|::1",
        "reference|Order no. 4500-0178/B of May|4500-0178/B",
        "reference|Rechnungs-Nr.: RE2026-118|RE2026-118",
        "reference|Customer ID 778812|778812",
        "reference|Licence number: B072RRE2I55|B072RRE2I55",
        "reference|N° de facture : FA-00312|FA-00312",
        "reference|Your reference: KX/2291|KX/2291",
      })
  void findsWhatIsRight(String kind, String text, String value) {
    assertThat(values(kind, text)).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "card|4111 1111 1111 1112",
        "card|1234 5678 9012 3452",
        "card|DE89 3704 0044 0532 0130 00",
        "bic|PAYMENTS ARE DUE",
        "bic|a DOCUMENT of ours",
        "bic|BIC: DEUTQQFF",
        "postcode|Invoice 20231 was paid",
        "postcode|2024 Annual report",
        "postcode|SW1A 2ZZZ",
        "time|24:30",
        "time|12:60",
        "time|13 pm",
        "time|scale 1:500",
        "time|for 3 h",
        "time|31.05.2024",
        "percentage|20 apples",
        "isbn|ISBN 978-3-16-148410-1",
        "isbn|call 0306406152 now",
        "isbn|ISBN 0-306-40615-3",
        "ip|256.1.1.1",
        "ip|01.02.03.04",
        "ip|version 1.2.3.4",
        "ip|12:30:45",
        "reference|order number unknown",
        "reference|Invoice date: 31.05.2024",
        "reference|order no. 31.05.2024",
      })
  void leavesOutWhatIsWrong(String kind, String text) {
    assertThat(values(kind, text)).isEmpty();
  }

  /** Examples from the documentation of the library python-stdnum, each valid by it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ATU13585627",
        "BE0428759497",
        "CHE-100.155.212",
        "DE136695976",
        "DK13585628",
        "EE100931558",
        "EL023456780",
        "ESB58378431",
        "FI20774740",
        "FR40303265045",
        "GB980780684",
        "HR33392005961",
        "HU12892312",
        "IE6433435F",
        "IT00743110157",
        "LU15027442",
        "MT11679112",
        "NL004495445B01",
        "NO 995 525 828 MVA",
        "PL8567346215",
        "PT501964843",
        "RO18547290",
        "SE123456789701",
        "SI50223054",
        "SK2022749619",
      })
  void checksVatNumbersByTheirCountry(String number) {
    String plain = number.replaceAll("[ .-]", "");
    assertThat(values("vat", "VAT no. " + number + ", thank you")).containsExactly(plain);
    // Another digit in the middle makes a wrong check sum.
    int at = plain.length() - (plain.endsWith("MVA") ? 6 : plain.matches("SE.*") ? 5 : 4);
    char digit = plain.charAt(at);
    String wrong =
        plain.substring(0, at) + (char) (digit == '9' ? '0' : digit + 1) + plain.substring(at + 1);
    assertThat(values("vat", wrong)).isEmpty();
  }

  @Test
  void knowsCountriesWhoseNumbersHaveOnlyAForm() {
    String text = "CZ12345678";
    assertThat(TextKind.VAT.finder(text).find(text).getFirst().confidence()).isLessThan(0.9);
    assertThat(values("vat", "CZ1234")).isEmpty();
    assertThat(values("vat", "XX123456789")).isEmpty();
  }
}
