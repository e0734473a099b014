package dev.rigel.tools.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds business identifier codes of banks (ISO 9362): four letters, a country, two or five letters
 * or digits. Capitals alone are also words, so that a code without a digit counts only behind
 * {@code BIC} or {@code SWIFT}, or when it ends as the code of a head office.
 */
public final class BicText implements TextFinder {
  private static final Pattern CODE =
      Pattern.compile(
          "(?<![A-Za-z0-9])[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Za-z0-9])");

  private static final Pattern LABEL =
      Pattern.compile("\\b(?:BIC|SWIFT)\\b", Pattern.CASE_INSENSITIVE);

  @Override
  public List<Match> find(String line) {
    List<Match> found = new ArrayList<>();
    Matcher matcher = CODE.matcher(line);
    while (matcher.find()) {
      String code = matcher.group();
      boolean labelled = LABEL.matcher(line.substring(0, matcher.start())).find();
      boolean tells =
          code.chars().anyMatch(Character::isDigit) || code.length() == 11 && code.endsWith("XXX");
      if (Countries.isCode(matcher.group(1)) && (labelled || tells)) {
        found.add(new Match(matcher.start(), matcher.end(), code, labelled ? 0.97 : 0.8));
      }
    }
    return found;
  }
}
