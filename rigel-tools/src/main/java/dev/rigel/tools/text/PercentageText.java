package dev.rigel.tools.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds percentages; the value is the number with a decimal point and a percent sign. */
public final class PercentageText implements TextFinder {
  private static final Pattern PERCENTAGE =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}.,])(?<number>[-\\u2212+]?\\d{1,3}(?:(?:[.,' ]\\d{3})+(?:[.,]\\d+)?|(?:[.,]\\d+)?)|\\d+)"
              + "\\s?(?:[%٪％]|(?:percent|per cent|Prozent|pour cent|por ciento|per cento)(?!\\p{L}))",
          Pattern.CASE_INSENSITIVE);

  @Override
  public List<Match> find(String line) {
    List<Match> found = new ArrayList<>();
    Matcher matcher = PERCENTAGE.matcher(line);
    while (matcher.find()) {
      String number = matcher.group("number").replace('\u2212', '-');
      NumberText.parse(number)
          .ifPresent(value ->
              found.add(
                  new Match(matcher.start(), matcher.end(), value.toPlainString() + "%", 0.97)));
    }
    return found;
  }
}
