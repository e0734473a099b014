package dev.rigel.agent;

import dev.rigel.program.Step;
import dev.rigel.program.run.RunFailure;
import dev.rigel.program.run.RunResult;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a wrong program from a right one whose input had nothing to work on: the largest of no
 * faces, a division by zero. The latter is an answer, and no other program would give a better one.
 */
final class NothingFound {
  private static final Map<String, String> EMPTY_LIST =
      Map.of(
          "IndexError", "list index out of range",
          "ValueError", "empty",
          "ZeroDivisionError", "division by zero");

  private NothingFound() {}

  /** What to say instead of the failure. */
  static Optional<String> in(RunResult result, RunFailure failure) {
    String sign = EMPTY_LIST.get(failure.type());
    if (failure.cause().isPresent() || sign == null || !failure.message().contains(sign)) {
      return Optional.empty();
    }
    Optional<Step> empty =
        result.steps().stream().filter(step -> step.summary().equals("[]")).findFirst();
    if (empty.isPresent()) {
      return Optional.of(
          "Nothing was found: " + empty.get().tool() + " (" + arguments(empty.get()) + ").");
    }
    return failure.type().equals("ZeroDivisionError")
        ? Optional.of("There is no result: it would be a division by zero.")
        : Optional.empty();
  }

  private static String arguments(Step step) {
    String all = step.arguments();
    return all.length() <= 80 ? all : all.substring(0, 79) + "…";
  }
}
