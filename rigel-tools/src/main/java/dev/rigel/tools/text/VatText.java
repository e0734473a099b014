package dev.rigel.tools.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds VAT identification numbers of European countries: known form, right check sum. */
public final class VatText implements TextFinder {
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "(?<![A-Za-z0-9])(CHE|AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO"
              + "|PL|PT|RO|SE|SI|SK)[ -]?([A-Z0-9][A-Z0-9 .-]{1,18})");

  @Override
  public List<Match> find(String line) {
    List<Match> found = new ArrayList<>();
    Matcher matcher = CANDIDATE.matcher(line);
    int from = 0;
    while (matcher.find(from)) {
      from = matcher.end(1);
      String country = matcher.group(1);
      VatCheck check = VatCheck.of(country);
      int end = check == null ? -1 : end(line, matcher.start(2), matcher.end(2), check);
      if (check != null && end > 0) {
        String value = country + plain(line.substring(matcher.start(2), end));
        found.add(new Match(matcher.start(), end, value, check.checked() ? 0.99 : 0.8));
        from = end;
      }
    }
    return found;
  }

  /** Where the longest right number ends; it ends with a letter or digit and none follows. */
  private static int end(String line, int start, int most, VatCheck check) {
    for (int end = most; end > start; end--) {
      boolean whole =
          isLetterOrDigit(line.charAt(end - 1))
              && (end == line.length() || !isLetterOrDigit(line.charAt(end)));
      if (whole && check.accepts(plain(line.substring(start, end)))) {
        return end;
      }
    }
    return -1;
  }

  private static boolean isLetterOrDigit(char c) {
    return Character.isLetterOrDigit(c);
  }

  private static String plain(String written) {
    return written.replaceAll("[ .-]", "");
  }
}
