package dev.rigel.base;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one run may still spend, and what it has spent. Thread-safe: parallel tool calls share it; a
 * {@link #part} of it tells what one of them used.
 */
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
  private final Optional<Budget> whole;
  private final AtomicLong statements;
  private final AtomicLong toolCalls;
  private final AtomicLong modelTokens;
  private final AtomicLong modelCalls = new AtomicLong();
  private final AtomicLong promptTokens = new AtomicLong();
  private final AtomicLong completionTokens = new AtomicLong();

  public Budget(Limits limits) {
    this.limits = limits;
    this.whole = Optional.empty();
    this.statements = new AtomicLong();
    this.toolCalls = new AtomicLong();
    this.modelTokens = new AtomicLong();
  }

  private Budget(Budget whole) {
    this.limits = whole.limits;
    this.whole = Optional.of(whole);
    this.statements = whole.statements;
    this.toolCalls = whole.toolCalls;
    this.modelTokens = whole.modelTokens;
  }

  /**
   * The same budget, with an account of its own of what language models do: what the part spends or
   * uses, the whole does.
   */
  public Budget part() {
    return new Budget(this);
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

  /** Counts towards the limit; what a model's work came to is told by {@link #usedModel}. */
  public void spendModelTokens(long count) {
    spend(modelTokens, count, limits.modelTokens(), "model_tokens");
  }

  /** A language model was asked once, and read and wrote so many tokens. */
  public void usedModel(long tokensRead, long tokensWritten) {
    modelCalls.incrementAndGet();
    promptTokens.addAndGet(tokensRead);
    completionTokens.addAndGet(tokensWritten);
    whole.ifPresent(budget -> budget.usedModel(tokensRead, tokensWritten));
  }

  /** What language models have done on this budget so far. */
  public ModelUse modelUse() {
    return new ModelUse(modelCalls.get(), promptTokens.get(), completionTokens.get());
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
