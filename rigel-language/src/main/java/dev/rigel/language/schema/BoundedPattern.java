package dev.rigel.language.schema;

import dev.rigel.base.RigelException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression as Java writes them that may come from outside: it looks at so many
 * characters of a short text at most.
 */
public final class BoundedPattern {
  /** A thousand times what a pattern needs that finds a word in a program of a few lines. */
  private static final int MAX_LOOKS = 200_000;

  /** {@code \\\\} and what stands between {@code \\Q} and {@code \\E}. */
  private static final Pattern QUOTED = Pattern.compile("(?s)\\\\Q.*?(?:\\\\E|$)|\\\\\\\\");

  /** A counted repetition: of nothing, it takes time without looking at a character. */
  private static final Pattern COUNTED = Pattern.compile("(?<!\\\\)(?<!\\\\[pPxN])\\{");

  private final Pattern pattern;

  private final String place;

  private BoundedPattern(Pattern pattern, String place) {
    this.pattern = pattern;
    this.place = place;
  }

  /**
   * @param place the field that it comes from
   * @throws RigelException naming the place when it is no regular expression, or one with a counted
   *     repetition such as {@code a{3}}
   */
  public static BoundedPattern of(String expression, String place) {
    if (COUNTED.matcher(QUOTED.matcher(expression).replaceAll("")).find()) {
      throw RigelException.invalid("Counted repetitions are not taken here.", place);
    }
    try {
      return new BoundedPattern(Pattern.compile(expression), place);
    } catch (PatternSyntaxException | StackOverflowError e) {
      throw RigelException.invalid("This is no regular expression of Java's.", place);
    }
  }

  /**
   * Where the pattern is found first.
   *
   * @throws RigelException naming the place when that takes too much work
   */
  public OptionalInt find(String text) {
    try {
      Matcher matcher = pattern.matcher(CountedText.of(text, MAX_LOOKS));
      return matcher.find() ? OptionalInt.of(matcher.start()) : OptionalInt.empty();
    } catch (CountedText.TooMuchWork | StackOverflowError e) {
      throw RigelException.invalid("This pattern takes too much work.", place);
    }
  }
}
