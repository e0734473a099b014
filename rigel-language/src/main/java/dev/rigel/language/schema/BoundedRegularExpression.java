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

  /** The limit is reached: the pattern backtracks without end. */
  static final class TooMuchWork extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuchWork() {
      super("pattern needs too much work", null, false, false);
    }
  }

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
      return pattern.matcher(new Counted(value, new int[1])).find();
    } catch (StackOverflowError e) {
      throw new TooMuchWork();
    }
  }

  /** Counts each character that the matcher looks at. */
  private record Counted(CharSequence text, int[] looks) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++looks[0] > MAX_LOOKS) {
        throw new TooMuchWork();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
