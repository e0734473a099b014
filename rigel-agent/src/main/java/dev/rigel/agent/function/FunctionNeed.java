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

  /**
   * What stands for an answer without a function among the choices: small models choose well among
   * things that are described, and badly between something and nothing.
   */
  String ownName() {
    String name = "answer_directly";
    while (isTaken(name)) {
      name += "_";
    }
    return name;
  }

  private boolean isTaken(String name) {
    return functions.stream().anyMatch(function -> function.name().equals(name));
  }

  String ownDescription() {
    return made.isEmpty()
        ? turn.inputs().isEmpty()
            ? "Answers in words: talk, explanations, general knowledge, arithmetic."
            : "Looks at, reads, searches, counts, measures, compares, edits or annotates the media,"
                + " and answers questions about them."
        : "Answers the user with the results that are there.";
  }
}
