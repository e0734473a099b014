package dev.rigel.language.openai;

/** Notices a model that says the same thing for ever. */
final class RepetitionWatch {
  private static final int LONGEST_UNIT = 200;
  private static final int LEAST_TIMES = 12;
  private static final int LEAST_LENGTH = 1_200;

  private RepetitionWatch() {}

  /**
   * Where the repetition begins to be pointless: after the second time; -1 when there is none. The
   * end of the text must be one unit at least a dozen times over and more than a thousand
   * characters long, so that no table or list of real text looks like it.
   */
  static int pointlessFrom(CharSequence text) {
    int length = text.length();
    for (int unit = 1; unit <= LONGEST_UNIT && unit * 2 <= length; unit++) {
      int same = 0;
      while (same < length - unit
          && text.charAt(length - 1 - same) == text.charAt(length - 1 - same - unit)) {
        same++;
      }
      int repeated = same + unit;
      if (repeated >= LEAST_LENGTH && repeated / unit >= LEAST_TIMES) {
        return length - repeated + 2 * unit;
      }
    }
    return -1;
  }
}
