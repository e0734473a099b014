package dev.rigel.agent.plan;

import static java.util.Objects.requireNonNull;

import dev.rigel.program.run.RunFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program that did not work, and why: what a planner needs to write a better one.
 *
 * @param doubts what the next program is held to, where it can be said so
 */
public record FailedProgram(String program, String message, List<Doubt> doubts) {
  /** A longer line would be written almost to its end before it is barred; its fault is told. */
  private static final int LONGEST_BARRED = 100;

  private static final Pattern ANSWER = Pattern.compile("(?m)^answer\\(");
  private static final Pattern QUOTED = Pattern.compile("'[^'\\n]*'|\"[^\"\\n]*\"");

  public FailedProgram {
    requireNonNull(program, "program");
    requireNonNull(message, "message");
    doubts = doubts.stream().filter(Doubt::canBeHeld).toList();
  }

  /** A program that can run but leaves out or adds something. */
  public static FailedProgram doubted(String program, List<Doubt> doubts) {
    return new FailedProgram(
        program, doubts.stream().map(Doubt::text).collect(Collectors.joining("; ")), doubts);
  }

  /** A program whose tools found nothing. */
  public static FailedProgram foundNothing(String program, String message, List<String> tools) {
    return new FailedProgram(
        program,
        message + "; find it another way",
        tools.stream()
            .map(tool -> Doubt.against(message, Pattern.compile("\\b" + tool + "\\(")))
            .toList());
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
    Optional<String> empty =
        failure.message().contains("list index out of range")
            ? Stream.of("numbers", "dates").filter(tool -> program.contains(tool + "(")).findFirst()
            : Optional.empty();
    return new FailedProgram(
        program,
        empty
            .map(tool ->
                told + "; " + tool + "(...) is empty for some: keep only those that have some")
            .orElse(told),
        line(program, failure.line())
            .map(line -> List.of(Doubt.against(told, exactly(line))))
            .orElse(List.of()));
  }

  /**
   * What the next program begins with: the line that was missing, after the lines before the answer
   * where it belongs there and these are not barred.
   */
  String start() {
    Optional<Doubt.Opening> opening =
        doubts.stream().flatMap(doubt -> doubt.opening().stream()).findFirst();
    if (opening.isEmpty() || opening.get().first()) {
      return opening.map(Doubt.Opening::text).orElse("");
    }
    Matcher answer = ANSWER.matcher(program);
    String before = answer.find() ? program.substring(0, answer.start()) : "";
    boolean barred =
        doubts.stream()
            .flatMap(doubt -> doubt.barred().stream())
            .anyMatch(pattern -> pattern.matcher(before).find());
    return (barred || before.contains("\n  ") ? "" : before) + opening.get().text();
  }

  /** The same, and the next program is held to other doubts as well. */
  public FailedProgram with(List<Doubt> others) {
    List<Doubt> all = new ArrayList<>(doubts);
    others.stream().filter(other -> !all.contains(other)).forEach(all::add);
    return new FailedProgram(program, message, all);
  }

  private static Optional<String> line(String program, int number) {
    return number < 1
        ? Optional.empty()
        : program.lines().skip(number - 1L).map(String::strip).findFirst();
  }

  private static Pattern exactly(String line) {
    return Pattern.compile("(?m)^ *" + Pattern.quote(line) + "$");
  }

  private static boolean isIn(String program, String quoted) {
    return program.contains(quoted.substring(1, quoted.length() - 1));
  }
}
