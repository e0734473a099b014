package dev.rigel.program;

import dev.rigel.base.ModelUse;
import java.time.Duration;
import java.util.Optional;

/**
 * One tool call of a run, as the trace keeps it, in the program's order.
 *
 * @param number counts from 1 in program order
 * @param line line of the call in the program, from 1
 * @param arguments one short line
 * @param summary one short line on the result; empty when it failed
 * @param remembered the result came from the memo and cost nothing
 * @param modelUse what language models did for it
 */
public record Step(
    int number,
    int line,
    String tool,
    String arguments,
    String summary,
    Duration time,
    boolean remembered,
    Optional<String> error,
    ModelUse modelUse) {
  /** A step in which no language model was asked. */
  public Step(
      int number,
      int line,
      String tool,
      String arguments,
      String summary,
      Duration time,
      boolean remembered,
      Optional<String> error) {
    this(number, line, tool, arguments, summary, time, remembered, error, ModelUse.NONE);
  }
}
