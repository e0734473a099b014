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
  private final ModelAccount models = new ModelAccount();

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

  /** A language model without a price of its own was asked once. */
  public void usedModel(String model, long tokensRead, long tokensWritten) {
    usedModel(model, new ModelUse(1, tokensRead, tokensWritten));
  }

  /** A language model was asked. */
  public void usedModel(String model, ModelUse use) {
    models.used(model, use);
    whole.ifPresent(budget -> budget.usedModel(model, use));
  }

  /** A language model could not answer, and another one is asked in its place. */
  public void modelFailed(String model, String why) {
    models.failed(model, why);
    whole.ifPresent(budget -> budget.modelFailed(model, why));
  }

  /** What language models have done on this budget so far. */
  public ModelUse modelUse() {
    return models.total();
  }

  /** The same, by model. */
  public ModelAccount models() {
    return models;
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
