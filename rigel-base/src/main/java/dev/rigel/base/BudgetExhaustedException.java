package dev.rigel.base;

import static java.util.Objects.requireNonNull;

/**
 * A run has used up one of its limits. This is not a failed request: the run ends with what was
 * found so far and a warning that names the limit.
 */
public final class BudgetExhaustedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String limit;

  public BudgetExhaustedException(String limit, String message) {
    super(requireNonNull(message, "message"));
    this.limit = requireNonNull(limit, "limit");
  }

  /** The name of the limit: {@code time}, {@code statements}, {@code tool_calls}, … */
  public String limit() {
    return limit;
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }
}
