package dev.rigel.base;

/**
 * What language models have done for a piece of work.
 *
 * @param calls how often one was asked
 * @param promptTokens tokens they read
 * @param completionTokens tokens they wrote
 */
public record ModelUse(long calls, long promptTokens, long completionTokens) {
  public static final ModelUse NONE = new ModelUse(0, 0, 0);

  public ModelUse {
    if (calls < 0 || promptTokens < 0 || completionTokens < 0) {
      throw new IllegalArgumentException("a use is never negative");
    }
  }

  /** What came on top of an earlier state. */
  public ModelUse since(ModelUse earlier) {
    return new ModelUse(
        calls - earlier.calls,
        promptTokens - earlier.promptTokens,
        completionTokens - earlier.completionTokens);
  }
}
