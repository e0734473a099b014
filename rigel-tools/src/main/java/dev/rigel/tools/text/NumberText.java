package dev.rigel.tools.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds numbers in text and understands them as people write them: {@code 1,234.50}, {@code
 * 1.234,50}, {@code 1'234}, {@code -3}, {@code 2.5e3}.
 */
public final class NumberText {
  /** A number with its place in the text. */
  public record Found(int start, int end, BigDecimal value) {}

  // Spaces group thousands only when they are of the kind that does not break.
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\d_])(?<![\\d\\p{L}][.,])[-+\\u2212]?"
              + "(?:\\d{1,3}(?:[,.'\\u2019\\u00a0\\u202f]\\d{3})+(?:[.,]\\d+)?(?![.,]?\\d)"
              + "|\\d+(?:[.,]\\d+)?(?:[eE][-+]?\\d{1,3}(?![\\p{L}\\d]))?"
              + "|\\.\\d+)");

  private static final int LONGEST = 60;

  private NumberText() {}

  public static List<Found> find(String text) {
    List<Found> found = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      int start = signBelongs(text, matcher.start()) ? matcher.start() : matcher.start() + 1;
      String written = text.substring(start, matcher.end());
      parse(written).ifPresent(value -> found.add(new Found(start, matcher.end(), value)));
    }
    return found;
  }

  /** A minus after a digit or letter is a dash: {@code 2024-05}, {@code 3-4}. */
  private static boolean signBelongs(String text, int start) {
    boolean sign = "+-\u2212".indexOf(text.charAt(start)) >= 0;
    return !sign || start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
  }

  /**
   * The value of one number as written, without units. Where both marks occur, the last one is the
   * decimal mark; a single comma before exactly three digits groups thousands, a single point does
   * not.
   */
  public static Optional<BigDecimal> parse(String written) {
    String text =
        written.strip().replace('\u2212', '-').replaceAll("[\\s\\u00a0\\u202f'\\u2019]", "");
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(withPoint(text)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String withPoint(String text) {
    int comma = text.lastIndexOf(',');
    int point = text.lastIndexOf('.');
    if (comma >= 0 && point >= 0) {
      return comma > point ? text.replace(".", "").replace(',', '.') : text.replace(",", "");
    }
    if (comma >= 0) {
      return isGrouping(text, ',') || hasThreeDigitsAfter(text, comma)
          ? text.replace(",", "")
          : text.replace(',', '.');
    }
    return isGrouping(text, '.') ? text.replace(".", "") : text;
  }

  private static boolean isGrouping(String text, char mark) {
    return text.indexOf(mark) != text.lastIndexOf(mark);
  }

  private static boolean hasThreeDigitsAfter(String text, int mark) {
    String before = text.substring(0, mark).replaceAll("^[-+]", "");
    return text.length() - mark == 4 && !before.isEmpty() && !before.equals("0");
  }
}
