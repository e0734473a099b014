package dev.rigel.agent;

/**
 * Counts tokens of texts that no model read or wrote, by rule: a word piece of up to four
 * characters is a token. Good to about a fifth for English, which is enough for a limit and a bill
 * of zero; texts that went through a model are counted by the model.
 */
final class TokenEstimate {
  private static final int CHARACTERS = 4;

  record Cut(String text, boolean wasCut) {}

  private TokenEstimate() {}

  static int tokens(String text) {
    return (text.length() + CHARACTERS - 1) / CHARACTERS;
  }

  /** The beginning of the text that has at most so many tokens; surrogate pairs stay whole. */
  static Cut cut(String text, int maxTokens) {
    long most = (long) maxTokens * CHARACTERS;
    if (text.length() <= most) {
      return new Cut(text, false);
    }
    int end = (int) most;
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return new Cut(text.substring(0, end), true);
  }
}
