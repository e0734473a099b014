package dev.rigel.base;

import static java.util.Objects.requireNonNull;

/**
 * What language models have done for a piece of work.
 *
 * @param calls how often one was asked
 * @param promptTokens tokens they read
 * @param completionTokens tokens they wrote
 * @param priced the part of it that was done by models with a price of their own
 */
public record ModelUse(long calls, long promptTokens, long completionTokens, Priced priced) {
  public static final ModelUse NONE = new ModelUse(0, 0, 0);

  /**
   * Work whose cost is known already.
   *
   * @param credits what it cost
   */
  public record Priced(long promptTokens, long completionTokens, double credits) {
    public static final Priced NONE = new Priced(0, 0, 0);
  }

  public ModelUse {
    if (calls < 0 || promptTokens < 0 || completionTokens < 0) {
      throw new IllegalArgumentException("a use is never negative");
    }
    requireNonNull(priced, "priced");
  }

  public ModelUse(long calls, long promptTokens, long completionTokens) {
    this(calls, promptTokens, completionTokens, Priced.NONE);
  }

  /** What came on top of an earlier state. */
  public ModelUse since(ModelUse earlier) {
    return new ModelUse(
        calls - earlier.calls,
        promptTokens - earlier.promptTokens,
        completionTokens - earlier.completionTokens,
        new Priced(
            priced.promptTokens - earlier.priced.promptTokens,
            priced.completionTokens - earlier.priced.completionTokens,
            priced.credits - earlier.priced.credits));
  }

  public ModelUse plus(ModelUse other) {
    return new ModelUse(
        calls + other.calls,
        promptTokens + other.promptTokens,
        completionTokens + other.completionTokens,
        new Priced(
            priced.promptTokens + other.priced.promptTokens,
            priced.completionTokens + other.priced.completionTokens,
            priced.credits + other.priced.credits));
  }
}
