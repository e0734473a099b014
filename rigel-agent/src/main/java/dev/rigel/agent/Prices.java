package dev.rigel.agent;

import dev.rigel.base.ModelUse;

/**
 * What a turn costs, in credits.
 *
 * @param prompt for a thousand tokens that language models read which have no price of their own
 * @param completion for a thousand tokens that they wrote
 * @param step for a tool call that was made; one whose result was remembered costs nothing
 */
public record Prices(double prompt, double completion, double step) {
  public static final Prices FREE = new Prices(0, 0, 0);

  /** Finer than any price, so that sums of binary fractions show as what was meant. */
  private static final double FINEST = 1e6;

  public Prices {
    if (!isPrice(prompt) || !isPrice(completion) || !isPrice(step)) {
      throw new IllegalArgumentException("a price is a number from 0 on");
    }
  }

  private static boolean isPrice(double price) {
    return price >= 0 && Double.isFinite(price);
  }

  /** To the millionth of a credit. */
  public double credits(ModelUse use, long steps) {
    double credits =
        use.priced().credits()
            + prompt * (use.promptTokens() - use.priced().promptTokens()) / 1000
            + completion * (use.completionTokens() - use.priced().completionTokens()) / 1000
            + step * steps;
    return Math.rint(credits * FINEST) / FINEST;
  }
}
