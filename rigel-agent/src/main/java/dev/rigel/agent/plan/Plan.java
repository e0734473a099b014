package dev.rigel.agent.plan;

import static java.util.Objects.requireNonNull;

/**
 * A program for a turn.
 *
 * @param planner {@code reflex}, {@code model}, {@code schema} or {@code repair}
 * @param nearest similarity of the nearest recipe, 0 to 1; 1 for a reflex
 */
public record Plan(
    String program,
    String planner,
    double seconds,
    int promptTokens,
    int completionTokens,
    double nearest) {
  public Plan {
    requireNonNull(program, "program");
    requireNonNull(planner, "planner");
  }
}
