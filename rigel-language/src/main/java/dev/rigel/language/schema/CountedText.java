package dev.rigel.language.schema;

/** A text that counts each character that a matcher looks at, up to a limit. */
record CountedText(CharSequence text, int[] looks, int most) implements CharSequence {
  /** The limit is reached: the pattern backtracks without end. */
  static final class TooMuchWork extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuchWork() {
      super("pattern needs too much work", null, false, false);
    }
  }

  static CountedText of(String text, int most) {
    return new CountedText(text, new int[1], most);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++looks[0] > most) {
      throw new TooMuchWork();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new CountedText(text.subSequence(start, end), looks, most);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
