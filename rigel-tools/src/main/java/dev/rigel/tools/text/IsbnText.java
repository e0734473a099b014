package dev.rigel.tools.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds book numbers (ISO 2108) with a right check digit: thirteen digits that begin with 978 or
 * 979, or ten behind {@code ISBN} or in four groups.
 */
public final class IsbnText implements TextFinder {
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}-])(?:97[89](?:[ -]?\\d){10}|\\d(?:[ -]?\\d){8}[ -]?[\\dXx])(?![\\p{L}\\p{N}-])");

  private static final Pattern LABEL = Pattern.compile("ISBN", Pattern.CASE_INSENSITIVE);

  private static final Pattern FOUR_GROUPS = Pattern.compile("\\d+([ -])\\d+\\1\\d+\\1[\\dXx]");

  @Override
  public List<Match> find(String line) {
    List<Match> found = new ArrayList<>();
    Matcher matcher = CANDIDATE.matcher(line);
    while (matcher.find()) {
      String number = matcher.group().replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
      boolean known =
          number.length() == 13
              || LABEL.matcher(line.substring(0, matcher.start())).find()
              || FOUR_GROUPS.matcher(matcher.group()).matches();
      if (known && checksOut(number)) {
        found.add(new Match(matcher.start(), matcher.end(), number, 0.98));
      }
    }
    return found;
  }

  private static boolean checksOut(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(i) == 'X' ? 10 : number.charAt(i) - '0';
      sum += digit * (number.length() == 13 ? 1 + 2 * (i % 2) : 10 - i);
    }
    return sum % (number.length() == 13 ? 10 : 11) == 0;
  }
}
