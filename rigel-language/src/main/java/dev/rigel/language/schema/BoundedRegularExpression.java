package dev.rigel.language.schema;

import com.networknt.schema.regex.RegularExpression;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression from a foreign schema, with a limit on the characters it may look at for one
 * match.
 */
final class BoundedRegularExpression implements RegularExpression {
  private static final int MAX_LOOKS = 2_000_000;

  private final Pattern pattern;

  private BoundedRegularExpression(Pattern pattern) {
    this.pattern = pattern;
  }

  static RegularExpression compile(String expression) {
    try {
      return new BoundedRegularExpression(Pattern.compile(EcmaPattern.toJava(expression)));
    } catch (PatternSyntaxException e) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST,
          "The schema's pattern «" + expression + "» is not a regular expression.");
    }
  }

  @Override
  public boolean matches(String value) {
    try {
      return pattern.matcher(CountedText.of(value, MAX_LOOKS)).find();
    } catch (StackOverflowError e) {
      throw new CountedText.TooMuchWork();
    }
  }
}
