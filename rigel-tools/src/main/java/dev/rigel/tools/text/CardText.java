package dev.rigel.tools.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds numbers of payment cards: a known issuer, its length, and a right check digit (Luhn). */
public final class CardText implements TextFinder {
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "(?<![\\w.,+-])(?:\\d{4}([ -]?)\\d{4}\\1\\d{4}\\1\\d{1,7}|\\d{4}([ -]?)\\d{6}\\2\\d{4,5})(?![\\w-])");

  /** Visa, Mastercard, American Express, Discover, JCB, Diners Club, UnionPay, Maestro. */
  private static final Pattern ISSUER =
      Pattern.compile(
          "4(?:\\d{12}|\\d{15}|\\d{18})"
              + "|(?:5[1-5]\\d{2}|222[1-9]|22[3-9]\\d|2[3-6]\\d{2}|27[01]\\d|2720)\\d{12}"
              + "|3[47]\\d{13}|(?:6011|65\\d{2}|64[4-9]\\d)\\d{12,15}|35(?:2[89]|[3-8]\\d)\\d{12,15}"
              + "|3(?:0[0-5]|09|[689]\\d)\\d{11,16}|62\\d{14,17}"
              + "|(?:5018|5020|5038|5893|6304|6759|676[1-3])\\d{8,15}");

  @Override
  public List<Match> find(String line) {
    List<Match> found = new ArrayList<>();
    Matcher matcher = CANDIDATE.matcher(line);
    while (matcher.find()) {
      String digits = matcher.group().replaceAll("\\D", "");
      if (ISSUER.matcher(digits).matches() && CheckDigits.luhn(digits)) {
        found.add(new Match(matcher.start(), matcher.end(), digits, 0.97));
      }
    }
    return found;
  }
}
