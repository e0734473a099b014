package dev.rigel.agent.function;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.turn.FunctionCall;
import dev.rigel.agent.turn.Turn;
import java.util.List;

/**
 * What it is to be decided from whether, and which, functions are called.
 *
 * @param made calls that were made for this request, with their results
 * @param required one has to be called, whatever the request says
 */
public record FunctionNeed(
    Turn turn, List<FunctionCall> made, List<OfferedFunction> functions, boolean required) {
  public FunctionNeed {
    requireNonNull(turn, "turn");
    made = List.copyOf(made);
    functions = List.copyOf(functions);
    if (functions.isEmpty()) {
      throw new IllegalArgumentException("no function is offered");
    }
  }
}
