package dev.rigel.tools.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds international bank account numbers: known country, its length, and a right check sum. */
public final class IbanText implements TextFinder {
  private static final Pattern START =
      Pattern.compile("(?<![A-Za-z0-9])[A-Z]{2}\\d{2}", Pattern.CASE_INSENSITIVE);

  /** Country codes and lengths of the ISO 13616 registry. */
  private static final Map<String, Integer> LENGTHS =
      lengths(
          "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28"
              + " EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23"
              + " IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19"
              + " MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19"
              + " SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20");

  @Override
  public List<Match> find(String line) {
    List<Match> found = new ArrayList<>();
    Matcher matcher = START.matcher(line);
    int from = 0;
    while (matcher.find(from)) {
      from = matcher.start() + 1;
      int length =
          LENGTHS.getOrDefault(matcher.group().substring(0, 2).toUpperCase(Locale.ROOT), 0);
      StringBuilder number = new StringBuilder();
      int end = matcher.start();
      while (end < line.length() && number.length() < length) {
        char c = line.charAt(end);
        if (isLatinLetterOrDigit(c)) {
          number.append(Character.toUpperCase(c));
        } else if (c != ' ' && c != '\u00a0' && c != '-') {
          break;
        }
        end++;
      }
      boolean whole = end == line.length() || !isLatinLetterOrDigit(line.charAt(end));
      if (length > 0 && number.length() == length && whole && checksOut(number.toString())) {
        found.add(new Match(matcher.start(), end, number.toString(), 1));
        from = end;
      }
    }
    return found;
  }

  /** ISO 7064, modulo 97-10: the first four characters go to the end, letters count from 10. */
  static boolean checksOut(String iban) {
    String turned = iban.substring(4) + iban.substring(0, 4);
    int rest = 0;
    for (int i = 0; i < turned.length(); i++) {
      int digit = Character.digit(turned.charAt(i), 36);
      rest = (digit > 9 ? rest * 100 + digit : rest * 10 + digit) % 97;
    }
    return rest == 1;
  }

  private static boolean isLatinLetterOrDigit(char c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }

  private static Map<String, Integer> lengths(String entries) {
    Map<String, Integer> lengths = new HashMap<>();
    for (String entry : entries.split(" ")) {
      lengths.put(entry.substring(0, 2), Integer.parseInt(entry.substring(2)));
    }
    return Map.copyOf(lengths);
  }
}
