package dev.rigel.program;

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
 */
public record Step(
    int number,
    int line,
    String tool,
    String arguments,
    String summary,
    Duration time,
    boolean remembered,
    Optional<String> error) {}
