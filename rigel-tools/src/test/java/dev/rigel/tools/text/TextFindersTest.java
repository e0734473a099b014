package dev.rigel.tools.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFindersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Issued 2024-05-31.|2024-05-31",
        "am 31.05.2024 fällig|2024-05-31",
        "am 3.5.24|2024-05-03",
        "31/12/2023|2023-12-31",
        "12/31/2023|2023-12-31",
        "03/04/2024|2024-03-04",
        "5 May 2024|2024-05-05",
        "5th of May, 2024|2024-05-05",
        "May 5, 2024|2024-05-05",
        "Sept. 7 2024|2024-09-07",
        "5. März 2024|2024-03-05",
        "5 de mayo de 2024|2024-05-05",
        "1er août 2023|2023-08-01",
        "29-02-2024|2024-02-29",
      })
  void findsDates(String text, String date) {
    assertThat(values(DateText.in(text), text)).containsExactly(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "30.02.2024",
        "29/02/2023",
        "1.2.3.4",
        "version 2024.13.40",
        "12.34.56.78",
        "3/4",
        "10.2024"
      })
  void findsNoDaysThatDoNotExist(String text) {
    assertThat(new DateText(DateText.Order.UNKNOWN).find(text)).isEmpty();
  }

  @Test
  void readsSlashesInTheOrderOfTheClearDatesAround() {
    String text = "03/04/2024 and 25/04/2024";
    assertThat(values(DateText.in(text), text)).containsExactly("2024-04-03", "2024-04-25");
  }

  @Test
  void isLessSureOfAnAmbiguousDate() {
    assertThat(new DateText(DateText.Order.UNKNOWN).find("03/04/2024").getFirst().confidence())
        .isLessThan(0.7);
  }

  @Test
  void findsEmailAddresses() {
    String text =
        "Write to Jane.Doe+x@Mail.Example.co.uk, not to @home or a@b or x..y@example.org.";
    assertThat(values(new EmailText(), text)).containsExactly("jane.doe+x@mail.example.co.uk");
  }

  @Test
  void findsWebAddressesWithoutTheSentencesPunctuation() {
    String text = "See https://example.org/a_(b), www.example.com. and me@www.example.org";
    assertThat(values(new UrlText(), text))
        .containsExactly("https://example.org/a_(b)", "www.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IBAN: DE89 3704 0044 0532 0130 00 BIC",
        "de89370400440532013000",
        "DE89-3704-0044-0532-0130-00"
      })
  void findsAccountNumbers(String text) {
    assertThat(values(new IbanText(), text)).containsExactly("DE89370400440532013000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE88 3704 0044 0532 0130 00",
        "XX89370400440532013000",
        "DE8937040044053201300",
        "AB12"
      })
  void refusesAccountNumbersThatDoNotCheckOut(String text) {
    assertThat(new IbanText().find(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Total: 1.234,50 EUR|1234.50 EUR",
        "$1,234.50 due|1234.50 USD",
        "€ 45|45 EUR",
        "45.00|45.00",
        "Price 1.500 €|1500 EUR",
        "-12.50 USD|-12.50 USD",
        "(12.50)|-12.50",
        "CHF 1'250.00|1250.00 CHF",
        "1 234,50 EUR|1234.50 EUR",
      })
  void findsAmounts(String text, String amount) {
    assertThat(values(new AmountText(), text)).containsExactly(amount);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3 apples", "31.05.2024", "12.50 %", "192.168.10.10", "page 45", "10:30.55"})
  void findsNoAmountsWhereThereIsNoMoney(String text) {
    assertThat(new AmountText().find(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Call +49 (0)30 1234567 now|+490301234567",
        "Tel. 030/123 45 67|0301234567",
        "(212) 555-0199|2125550199",
        "212-555-0199|2125550199",
        "Phone: 5550199|5550199",
        "1-800-555-0199|18005550199",
        "0171 2345678|01712345678",
      })
  void findsTelephoneNumbers(String text, String number) {
    assertThat(values(new PhoneText(), text)).containsExactly(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Invoice 20240531",
        "31.05.2024",
        "DE89 3704 0044 0532 0130 00",
        "1,234,567.00",
        "Order 1234567",
        "2019 2020 2021",
        "ISBN 9783161484100"
      })
  void findsNoTelephoneNumbersInOtherNumbers(String text) {
    assertThat(new PhoneText().find(text)).isEmpty();
  }

  @Test
  void knowsItsWords() {
    assertThat(TextKind.words())
        .startsWith("email", "phone", "date", "amount", "url", "iban")
        .contains("card", "bic", "vat", "postcode", "time", "percentage", "isbn", "ip");
    assertThat(TextKind.of("person")).isEmpty();
  }

  private static List<String> values(TextFinder finder, String text) {
    return finder.find(text).stream().map(TextFinder.Match::value).toList();
  }
}
