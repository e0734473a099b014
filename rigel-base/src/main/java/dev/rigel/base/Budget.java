package dev.rigel.base;

import java.util.concurrent.atomic.AtomicLong;

/** What one run may still spend. Thread-safe: parallel tool calls share it. */
public final class Budget {
  /**
   * The limits of a run.
   *
   * @param statements program statements executed
   * @param toolCalls tool calls started
   * @param modelTokens tokens written by language models
   * @param listItems items in any one list, dict or set
   * @param stringLength characters in any one string
   */
  public record Limits(
      long statements, long toolCalls, long modelTokens, int listItems, int stringLength) {
    public static final Limits DEFAULT =
        new Limits(200_000, 2_000, 200_000, 1_000_000, 16 * 1024 * 1024);
  }

  private final Limits limits;
  private final AtomicLong statements = new AtomicLong();
  private final AtomicLong toolCalls = new AtomicLong();
  private final AtomicLong modelTokens = new AtomicLong();

  public Budget(Limits limits) {
    this.limits = limits;
  }

  public static Budget standard() {
    return new Budget(Limits.DEFAULT);
  }

  public Limits limits() {
    return limits;
  }

  public void spendStatements(long count) {
    spend(statements, count, limits.statements(), "statements");
  }

  public void spendToolCalls(long count) {
    spend(toolCalls, count, limits.toolCalls(), "tool_calls");
  }

  public void spendModelTokens(long count) {
    spend(modelTokens, count, limits.modelTokens(), "model_tokens");
  }

  public long statementsSpent() {
    return statements.get();
  }

  public long toolCallsSpent() {
    return toolCalls.get();
  }

  public long modelTokensSpent() {
    return modelTokens.get();
  }

  private static void spend(AtomicLong spent, long count, long limit, String name) {
    if (spent.addAndGet(count) > limit) {
      throw new BudgetExhaustedException(
          name, "the limit of " + limit + " " + name.replace('_', ' ') + " a run is used up");
    }
  }
}
