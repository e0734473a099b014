package dev.rigel.language.openai;

/**
 * What a model's tokens cost.
 *
 * @param prompt credits for a thousand tokens that it reads
 * @param completion credits for a thousand tokens that it writes
 */
public record TokenPrice(double prompt, double completion) {
  public TokenPrice {
    boolean right =
        prompt >= 0 && completion >= 0 && Double.isFinite(prompt) && Double.isFinite(completion);
    if (!right) {
      throw new IllegalArgumentException("a price is a number from 0 on");
    }
  }

  double credits(long read, long written) {
    return (prompt * read + completion * written) / 1000;
  }
}
