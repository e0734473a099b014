package dev.rigel.program.run;

import static java.util.Objects.requireNonNull;

import dev.rigel.program.Step;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run went: exactly one of answer, failure and exhausted limit is there.
 *
 * @param steps the tool calls in the program's order, up to the one that failed
 * @param printed the lines that the program printed
 * @param variables what the program's variables held when it ended without an answer, plain; those
 *     that were still to come or have no plain form are left out
 */
public record RunResult(
    Optional<Answer> answer,
    List<Step> steps,
    List<String> printed,
    Optional<RunFailure> failure,
    Optional<Exhausted> exhausted,
    Map<String, @Nullable Object> variables) {

  /**
   * A limit that the run used up.
   *
   * @param limit its name: {@code statements}, {@code tool_calls}, {@code list_items}, {@code
   *     string_length}, {@code integer_bits}, {@code time}, {@code model_tokens}
   * @param message one sentence for the user
   * @param line where the program was, from 1
   */
  public record Exhausted(String limit, String message, int line) {
    public Exhausted {
      requireNonNull(limit, "limit");
      requireNonNull(message, "message");
    }
  }

  public RunResult {
    requireNonNull(answer, "answer");
    steps = List.copyOf(steps);
    printed = List.copyOf(printed);
    requireNonNull(failure, "failure");
    requireNonNull(exhausted, "exhausted");
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }
}
