package dev.rigel.tools.text;

import static dev.rigel.tools.text.CheckDigits.digit;
import static dev.rigel.tools.text.CheckDigits.luhn;
import static dev.rigel.tools.text.CheckDigits.weighted;

import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of the VAT identification numbers of a country and its check sum, as the European
 * Commission's "VIES VAT number algorithms" and the tax offices of Norway, Switzerland and the
 * United Kingdom publish them.
 *
 * @param form of what follows the country's letters, without spaces, dots and dashes
 * @param check of the same; none where the country publishes none
 */
record VatCheck(Pattern form, Predicate<String> check, boolean checked) {
  private static final Map<String, VatCheck> COUNTRIES =
      Map.ofEntries(
          of("AT", "U\\d{8}", VatCheck::austria),
          of("BE", "[01]?\\d{9}", VatCheck::belgium),
          of("BG", "\\d{9,10}"),
          of("CY", "\\d{8}[A-Z]"),
          of("CZ", "\\d{8,10}"),
          of("DE", "\\d{9}", CheckDigits::mod11and10),
          of("DK", "\\d{8}", n -> weighted(n, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0),
          of("EE", "\\d{9}", n -> weighted(n, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0),
          of("EL", "\\d{9}", VatCheck::greece),
          of("ES", "[A-Z0-9]\\d{7}[A-Z0-9]", VatCheck::spain),
          of("FI", "\\d{8}", n -> weighted(n, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0),
          of("FR", "[A-Z0-9]{2}\\d{9}", VatCheck::france),
          of("GB", "\\d{9}(?:\\d{3})?", VatCheck::britain),
          of("HR", "\\d{11}", CheckDigits::mod11and10),
          of("HU", "\\d{8}", n -> weighted(n, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0),
          of("IE", "\\d{7}[A-W][A-I]?", VatCheck::ireland),
          of("IT", "\\d{11}", CheckDigits::luhn),
          of("LT", "(?:\\d{9}|\\d{12})"),
          of("LU", "\\d{8}", n -> number(n, 0, 6) % 89 == number(n, 6, 8)),
          of("LV", "\\d{11}"),
          of("MT", "\\d{8}", n -> weighted(n, 3, 4, 6, 7, 8, 9, 10, 1) % 37 == 0),
          of("NL", "\\d{9}B\\d{2}", VatCheck::netherlands),
          of("PL", "\\d{10}", n -> weighted(n, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == digit(n, 9)),
          of("PT", "\\d{9}", VatCheck::portugal),
          of("RO", "\\d{2,10}", VatCheck::romania),
          of("SE", "\\d{10}\\d{2}", n -> luhn(n.substring(0, 10))),
          of("SI", "\\d{8}", VatCheck::slovenia),
          of("SK", "\\d{10}", n -> Long.parseLong(n) % 11 == 0),
          of("CHE", "\\d{9}(?:MWST|TVA|IVA|VAT)?", VatCheck::switzerland),
          of("NO", "\\d{9}(?:MVA)?", n -> weighted(n, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0));

  private static Map.Entry<String, VatCheck> of(
      String country, String form, Predicate<String> check) {
    return Map.entry(country, new VatCheck(Pattern.compile(form), check, true));
  }

  private static Map.Entry<String, VatCheck> of(String country, String form) {
    return Map.entry(country, new VatCheck(Pattern.compile(form), _ -> true, false));
  }

  /** By the letters that lead the number; null for unknown ones. */
  static @Nullable VatCheck of(String country) {
    return COUNTRIES.get(country);
  }

  boolean accepts(String number) {
    return form.matcher(number).matches() && check.test(number);
  }

  private static int number(String digits, int from, int to) {
    return Integer.parseInt(digits.substring(from, to));
  }

  private static boolean austria(String number) {
    String n = number.substring(1);
    int sum = 4;
    for (int i = 0; i < 7; i++) {
      int product = digit(n, i) * (i % 2 == 1 ? 2 : 1);
      sum += product / 10 + product % 10;
    }
    return (10 - sum % 10) % 10 == digit(n, 7);
  }

  private static boolean belgium(String number) {
    String n = number.length() == 9 ? "0" + number : number;
    return (Long.parseLong(n.substring(0, 8)) + number(n, 8, 10)) % 97 == 0;
  }

  private static boolean greece(String n) {
    return weighted(n, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == digit(n, 8);
  }

  /** People's numbers (DNI, NIE) have a letter by modulo 23, companies' a digit or a letter. */
  private static boolean spain(String n) {
    String letters = "TRWAGMYFPDXBNJZSQVHLCKE";
    char first = n.charAt(0);
    char last = n.charAt(8);
    int person = Character.isDigit(first) ? first - '0' : "XYZ".indexOf(first);
    if (person >= 0) {
      return last == letters.charAt((int) (Long.parseLong(person + n.substring(1, 8)) % 23));
    }
    if ("ABCDEFGHJKLMNPQRSUVW".indexOf(first) < 0) {
      return false;
    }
    int sum = 0;
    for (int i = 1; i <= 7; i++) {
      int product = digit(n, i) * (i % 2 == 1 ? 2 : 1);
      sum += product / 10 + product % 10;
    }
    int check = (10 - sum % 10) % 10;
    return last == '0' + check || last == "JABCDEFGHI".charAt(check);
  }

  /** The company's number by Luhn, and where the key is of digits also that. */
  private static boolean france(String n) {
    String siren = n.substring(2);
    boolean digits = n.chars().allMatch(Character::isDigit);
    return luhn(siren)
        && (!digits || (12 + 3 * (Long.parseLong(siren) % 97)) % 97 == number(n, 0, 2));
  }

  private static boolean britain(String n) {
    int sum = weighted(n, 8, 7, 6, 5, 4, 3, 2) + number(n, 7, 9);
    return sum % 97 == 0 || (sum + 55) % 97 == 0;
  }

  private static boolean ireland(String n) {
    int sum = weighted(n, 8, 7, 6, 5, 4, 3, 2);
    if (n.length() == 9) {
      sum += 9 * (n.charAt(8) - 'A' + 1);
    }
    return "WABCDEFGHIJKLMNOPQRSTUV".charAt(sum % 23) == n.charAt(7);
  }

  /** Companies by modulo 11; sole traders, since 2020, by modulo 97. */
  private static boolean netherlands(String n) {
    if (weighted(n, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == digit(n, 8)) {
      return true;
    }
    int rest = 0;
    for (char c : ("NL" + n).toCharArray()) {
      int value = Character.digit(c, 36);
      rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
    }
    return rest == 1;
  }

  private static boolean portugal(String n) {
    int check = 11 - weighted(n, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return digit(n, 0) != 0 && (check > 9 ? 0 : check) == digit(n, 8);
  }

  private static boolean romania(String number) {
    String n = "0".repeat(10 - number.length()) + number;
    return 10 * weighted(n, 7, 5, 3, 2, 1, 7, 5, 3, 2) % 11 % 10 == digit(n, 9);
  }

  private static boolean slovenia(String n) {
    int check = 11 - weighted(n, 8, 7, 6, 5, 4, 3, 2) % 11;
    return digit(n, 0) != 0 && check != 11 && check % 10 == digit(n, 7);
  }

  private static boolean switzerland(String n) {
    int check = 11 - weighted(n, 5, 4, 3, 2, 7, 6, 5, 4) % 11;
    return check != 10 && check % 11 == digit(n, 8);
  }
}
