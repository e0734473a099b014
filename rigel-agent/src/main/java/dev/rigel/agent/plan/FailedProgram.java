package dev.rigel.agent.plan;

import static java.util.Objects.requireNonNull;

import dev.rigel.program.run.RunFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that did not work, and why: what a planner needs to write a better one. */
public record FailedProgram(String program, String message) {
  private static final Pattern QUOTED = Pattern.compile("'[^'\\n]*'|\"[^\"\\n]*\"");

  public FailedProgram {
    requireNonNull(program, "program");
    requireNonNull(message, "message");
  }

  /**
   * A program that failed while it ran. Its message may quote what was read in the media; a planner
   * is told only what stands in the program itself.
   */
  public static FailedProgram atRun(String program, RunFailure failure) {
    Matcher quoted = QUOTED.matcher(failure.text());
    String told =
        quoted.replaceAll(match ->
            Matcher.quoteReplacement(isIn(program, match.group()) ? match.group() : "'…'"));
    boolean emptyNumbers =
        failure.message().contains("list index out of range") && program.contains("numbers(");
    return new FailedProgram(
        program,
        emptyNumbers
            ? told + "; numbers(...) is empty for some: keep only those that have some"
            : told);
  }

  private static boolean isIn(String program, String quoted) {
    return program.contains(quoted.substring(1, quoted.length() - 1));
  }
}
