package dev.rigel.agent.port;

/**
 * What a turn used.
 *
 * @param credits by the configured prices
 */
public record TurnUsage(long promptTokens, long completionTokens, double credits) {
  public static final TurnUsage NONE = new TurnUsage(0, 0, 0);
}
