package dev.rigel.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The figures of a run, as Markdown. */
final class AgentReport {
  /**
   * A task with its answer and what is wrong with that.
   *
   * @param toolset the toolset the task is about
   */
  record Row(AgentTask task, String toolset, TaskAnswer answer, Optional<String> fault) {
    boolean right() {
      return fault.isEmpty();
    }

    /** No program of the turn was refused by the checker. */
    boolean typedAtFirst() {
      return answer.error().isEmpty()
          && !answer.trace().path("decisions").toString().contains("\"ill-typed\"");
    }

    boolean planned() {
      return answer.planner().equals("model") || answer.planner().equals("repair");
    }

    double planningSeconds() {
      return answer.trace().path("planning").path("seconds").asDouble(0);
    }

    double planningTokens() {
      return answer.trace().path("planning").path("completion_tokens").asDouble(0);
    }
  }

  private AgentReport() {}

  static String of(List<Row> rows, List<String> leftOut) {
    StringBuilder out = new StringBuilder();
    out.append("| | tasks | right | typed at first | prompt | completion | credits | median s |\n");
    out.append("|---|---|---|---|---|---|---|---|\n");
    out.append(line("all", rows));
    groups(rows, row -> "set " + row.task().set()).forEach((n, g) -> out.append(line(n, g)));
    groups(rows, row -> "toolset " + row.toolset()).forEach((n, g) -> out.append(line(n, g)));
    groups(rows, row -> "language " + row.task().language())
        .forEach((n, g) -> out.append(line(n, g)));
    groups(rows, row -> "by " + row.answer().planner()).forEach((n, g) -> out.append(line(n, g)));
    List<Row> planned = rows.stream().filter(Row::planned).toList();
    if (!planned.isEmpty()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%nPlanning by the model: median %.1f s, %.0f tokens read in all and %.0f written a request.%n",
              median(planned, Row::planningSeconds),
              median(
                  planned,
                  row -> row.answer().trace().path("planning").path("prompt_tokens").asDouble(0)),
              median(planned, Row::planningTokens)));
    }
    if (!leftOut.isEmpty()) {
      out.append("\nLeft out, as tools are lacking: ").append(String.join(", ", leftOut));
      out.append(".\n");
    }
    out.append("\n| task | by | right | tokens | s | fault |\n|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %d | %.1f | %s |%n",
              row.task().id(),
              row.answer().planner(),
              row.right() ? "yes" : "no",
              row.answer().completionTokens(),
              row.answer().seconds(),
              clipped(row.fault().orElse(""))));
    }
    return out.toString();
  }

  private static String clipped(String text) {
    String line = text.replace("|", "/").replaceAll("\\s+", " ");
    return line.length() <= 120 ? line : line.substring(0, 119) + "…";
  }

  private static Map<String, List<Row>> groups(List<Row> rows, Function<Row, String> name) {
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    rows.forEach(
        row -> groups.computeIfAbsent(name.apply(row), _ -> new java.util.ArrayList<>()).add(row));
    return groups;
  }

  private static String line(String name, List<Row> rows) {
    long right = rows.stream().filter(Row::right).count();
    long typed = rows.stream().filter(Row::typedAtFirst).count();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d (%.1f %%) | %d (%.1f %%) | %d | %d | %.2f | %.1f |%n",
        name,
        rows.size(),
        right,
        100.0 * right / rows.size(),
        typed,
        100.0 * typed / rows.size(),
        rows.stream().mapToLong(row -> row.answer().promptTokens()).sum(),
        rows.stream().mapToLong(row -> row.answer().completionTokens()).sum(),
        rows.stream().mapToDouble(row -> row.answer().credits()).sum(),
        median(rows, row -> row.answer().seconds()));
  }

  private static double median(List<Row> rows, Function<Row, Double> value) {
    double[] sorted = rows.stream().mapToDouble(value::apply).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
