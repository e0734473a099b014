package dev.rigel.program.run;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.RigelException;
import java.util.Optional;

/**
 * Why a run ended without its answer.
 *
 * @param line of the program, from 1
 * @param column from 1
 * @param type as Python names it ({@code TypeError}, {@code KeyError}, …), {@code ToolError} when a
 *     tool failed, {@code NoAnswer} when the program ended before it answered, {@code Cancelled}
 * @param message for a reader of the program
 * @param cause what the tool said, when a tool failed or the run was cancelled
 */
public record RunFailure(
    int line, int column, String type, String message, Optional<RigelException> cause) {
  public RunFailure {
    requireNonNull(type, "type");
    requireNonNull(message, "message");
    requireNonNull(cause, "cause");
  }

  /** One line for people and for a planner that writes the program again. */
  public String text() {
    return "line " + line + ": " + type + ": " + message;
  }
}
