package dev.rigel.tools.text;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The two-letter codes of countries, by ISO 3166-1. */
final class Countries {
  private static final Set<String> CODES = codes();

  private Countries() {}

  /** Kosovo's code is not assigned, and in use by banks. */
  private static Set<String> codes() {
    Set<String> codes = new HashSet<>(Arrays.asList(Locale.getISOCountries()));
    codes.add("XK");
    return Set.copyOf(codes);
  }

  static boolean isCode(String letters) {
    return CODES.contains(letters);
  }
}
