package dev.rigel.tools.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds times of day; the value is {@code 14:05} or {@code 14:05:30}. */
public final class TimeText implements TextFinder {
  private static final Pattern TIME =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}:.,/-])(?:"
              + "(?<h>\\d{1,2})(?::(?<m>\\d{2})(?::(?<s>\\d{2}))?)(?:\\s?(?<half>[ap]\\.?m\\.?)(?!\\p{L}))?"
              + "|(?<h2>\\d{1,2})(?:[.:](?<m2>\\d{2}))?\\s?(?:(?<half2>[ap]\\.?m\\.?)(?!\\p{L})|(?:Uhr|o'clock)(?!\\p{L}))"
              + "|(?<h3>\\d{1,2})\\s?h\\s?(?<m3>\\d{2})?(?!\\p{L})"
              + ")(?![\\p{L}\\p{N}]|[:.,/-]\\d)",
          Pattern.CASE_INSENSITIVE);

  @Override
  public List<Match> find(String line) {
    List<Match> found = new ArrayList<>();
    Matcher matcher = TIME.matcher(line);
    while (matcher.find()) {
      int hour = number(first(matcher, "h", "h2", "h3"));
      String minutes = first(matcher, "m", "m2", "m3");
      String seconds = first(matcher, "s");
      String half = first(matcher, "half", "half2").toLowerCase(Locale.ROOT);
      boolean right =
          number(minutes) < 60
              && number(seconds) < 60
              && (half.isEmpty() ? hour < 24 || hour == 24 && number(minutes) == 0 : hour >= 1)
              && (half.isEmpty() || hour <= 12);
      boolean duration = !first(matcher, "h3").isEmpty() && minutes.isEmpty();
      if (right && !duration) {
        int of24 = half.isEmpty() ? hour : hour % 12 + (half.startsWith("p") ? 12 : 0);
        String value =
            String.format(Locale.ROOT, "%02d:%02d", of24, number(minutes))
                + (seconds.isEmpty() ? "" : ":" + seconds);
        found.add(new Match(matcher.start(), matcher.end(), value, 0.95));
      }
    }
    return found;
  }

  private static String first(Matcher matcher, String... groups) {
    for (String group : groups) {
      String text = matcher.group(group);
      if (text != null) {
        return text;
      }
    }
    return "";
  }

  private static int number(String digits) {
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
