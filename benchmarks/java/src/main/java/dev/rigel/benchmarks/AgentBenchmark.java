package dev.rigel.benchmarks;

import dev.rigel.server.Rigel;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measures an agent on tasks with exact truth.
 *
 * <ul>
 *   <li>{@code inputs FOLDER EXAMPLES}: makes the media of the tasks;
 *   <li>{@code ask INPUTS RUN BASE_URL MODEL KEY SECONDS TASKS.yaml… [id …]}: asks a server to do
 *       the tasks that the run has no answer to, and stops after so many seconds;
 *   <li>{@code judge INPUTS RUN TASKS.yaml…}: compares the run's answers with the truth and prints
 *       the figures;
 *   <li>{@code compare INPUTS RUN OTHER TASKS.yaml…}: judges two runs and tells task by task where
 *       they differ;
 *   <li>{@code truth INPUTS RUN TASKS.yaml…}: prints what is right, task by task.
 * </ul>
 */
public final class AgentBenchmark {
  private AgentBenchmark() {}

  /** Runs one of the commands; the exit code tells nothing about the figures. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    switch (arguments[0]) {
      case "inputs" -> TaskInputs.create(Path.of(arguments[1]), Path.of(arguments[2]));
      case "ask" -> ask(arguments);
      case "judge" -> {
        System.out.print(judge(arguments));
        System.exit(0);
      }
      case "compare" -> {
        System.out.print(compare(arguments));
        System.exit(0);
      }
      case "truth" -> {
        tellTruth(arguments);
        System.exit(0);
      }
      default -> throw new IllegalArgumentException("inputs, ask, judge, compare or truth");
    }
  }

  private static List<AgentTask> tasks(Stream<String> files) {
    return AgentTask.read(files.filter(name -> name.endsWith(".yaml")).map(Path::of).toList());
  }

  private static void ask(String[] arguments) throws IOException, InterruptedException {
    Path run = Path.of(arguments[2]);
    AgentClient client =
        new AgentClient(
            URI.create(arguments[3]), arguments[4], arguments[5], Path.of(arguments[1]));
    long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[6])).toNanos();
    Set<String> only = new HashSet<>();
    Stream.of(arguments).skip(7).filter(name -> !name.endsWith(".yaml")).forEach(only::add);
    Set<String> done = TaskAnswer.read(run).keySet();
    for (AgentTask task : tasks(Stream.of(arguments).skip(7))) {
      boolean wanted = only.isEmpty() ? !done.contains(task.id()) : only.contains(task.id());
      if (!wanted) {
        continue;
      }
      if (System.nanoTime() > end) {
        System.err.println("Stopped: the time is over. Start again to go on.");
        System.exit(75);
      }
      TaskAnswer answer = client.ask(task, run);
      answer.append(run);
      System.err.printf(
          java.util.Locale.ROOT,
          "%-24s %-7s %6.1f s %s%n",
          task.id(),
          answer.planner(),
          answer.seconds(),
          answer.error().orElse(""));
    }
  }

  private static String judge(String[] arguments) {
    Path inputs = Path.of(arguments[1]);
    Path run = Path.of(arguments[2]);
    Map<String, TaskAnswer> answers = TaskAnswer.read(run);
    try (Rigel rigel = rigel(run)) {
      TaskTruth truth = new TaskTruth(rigel, inputs);
      List<AgentReport.Row> rows = new ArrayList<>();
      List<String> leftOut = new ArrayList<>();
      for (AgentTask task : tasks(Stream.of(arguments).skip(3))) {
        TaskAnswer answer = answers.get(task.id());
        List<String> lacking = truth.lacking(task);
        if (!lacking.isEmpty()) {
          leftOut.add(task.id() + " (" + String.join(", ", lacking) + ")");
        } else if (answer != null) {
          AgentReport.Row row =
              new AgentReport.Row(task, truth.toolset(task), answer, truth.fault(task, answer));
          rows.add(row);
          tell(row);
        }
      }
      return rows.isEmpty() ? "There is no answer to judge.\n" : AgentReport.of(rows, leftOut);
    }
  }

  private static String compare(String[] arguments) {
    Path run = Path.of(arguments[2]);
    Path otherRun = Path.of(arguments[3]);
    Map<String, TaskAnswer> answers = TaskAnswer.read(run);
    Map<String, TaskAnswer> others = TaskAnswer.read(otherRun);
    try (Rigel rigel = rigel(run)) {
      TaskTruth truth = new TaskTruth(rigel, Path.of(arguments[1]));
      List<RunComparison.Pair> pairs = new ArrayList<>();
      for (AgentTask task : tasks(Stream.of(arguments).skip(4))) {
        TaskAnswer answer = answers.get(task.id());
        TaskAnswer other = others.get(task.id());
        if (answer != null && other != null && truth.lacking(task).isEmpty()) {
          pairs.add(
              new RunComparison.Pair(
                  task.id(), answer, truth.fault(task, answer), other, truth.fault(task, other)));
        }
      }
      return RunComparison.of(
          run.getFileName().toString(), otherRun.getFileName().toString(), pairs);
    }
  }

  private static Rigel rigel(Path run) {
    return new Rigel(
        SettingsReader.read(
            Optional.empty(),
            System.getenv(),
            Map.of(Setting.DATA, run.resolve("judge").toString())),
        System.getenv(),
        event -> {});
  }

  private static void tellTruth(String[] arguments) {
    try (Rigel rigel = rigel(Path.of(arguments[2]))) {
      TaskTruth truth = new TaskTruth(rigel, Path.of(arguments[1]));
      for (AgentTask task : tasks(Stream.of(arguments).skip(3))) {
        List<String> lacking = truth.lacking(task);
        System.out.println(
            task.id()
                + " ["
                + truth.toolset(task)
                + "] "
                + (lacking.isEmpty() ? String.join(" or ", truth.told(task)) : "lacks " + lacking));
      }
    }
  }

  private static void tell(AgentReport.Row row) {
    if (row.fault().isPresent()) {
      System.err.printf(
          "%s: %s%n  %s%n%s  -> %s%n%n",
          row.task().id(),
          row.fault().get(),
          row.task().request(),
          row.answer().program().strip().indent(4),
          row.answer().content().replace('\n', '/'));
    }
  }
}
