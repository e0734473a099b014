package dev.rigel.agent.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A program for a turn.
 *
 * @param planner {@code reflex}, {@code schema}, {@code steps}, {@code model}, {@code repair} or
 *     {@code round}
 * @param reason why this program, in words for the trace
 * @param refused what was wrong with programs that were written before it and refused
 */
public record Plan(
    String program, String planner, double seconds, String reason, List<String> refused) {
  public Plan {
    requireNonNull(reason, "reason");
    refused = List.copyOf(refused);
    requireNonNull(program, "program");
    requireNonNull(planner, "planner");
  }
}
