package dev.rigel.benchmarks;

import dev.rigel.agent.Agent;
import dev.rigel.agent.AgentListener;
import dev.rigel.agent.Caller;
import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnInput;
import dev.rigel.agent.turn.Variant;
import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.Media;
import dev.rigel.media.Workspace;
import dev.rigel.program.Library;
import dev.rigel.program.Memo;
import dev.rigel.program.RunListener;
import dev.rigel.program.run.ProgramRunner;
import dev.rigel.program.run.RunResult;
import dev.rigel.program.syntax.Parser;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ChatMessage;
import dev.rigel.server.Rigel;
import dev.rigel.server.SignedUrls;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.store.Store;
import dev.rigel.tools.CallContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures planning: each request is planned once by the embedded model (or a reflex), with no
 * repair and no retry, the program is run, and its result is compared with that of the reference
 * program on the same inputs.
 *
 * <p>Usage: {@code PlanBenchmark REQUESTS.yaml EXAMPLES_FOLDER WORK_FOLDER [id …]}. Prints a
 * Markdown table.
 */
public final class PlanBenchmark {
  private final Rigel rigel;
  private final Agent agent;
  private final Path inputs;
  private final Library library;
  private final PlanJudge judge = new PlanJudge(Document::pageCount);

  private record Row(
      PlanRequest request,
      String planner,
      double nearest,
      boolean typed,
      Optional<String> fault,
      int tokens,
      double seconds,
      String program) {}

  private PlanBenchmark(Rigel rigel, Agent agent, Path inputs) {
    this.rigel = rigel;
    this.agent = agent;
    this.inputs = inputs;
    this.library = rigel.toolbox().library();
  }

  /** Runs the benchmark; the exit code tells nothing about the figures. */
  public static void main(String[] arguments) throws IOException {
    Path work = Path.of(arguments[2]);
    Files.createDirectories(work);
    PlanInputs.create(work.resolve("inputs"), Path.of(arguments[1]));
    List<String> only = List.of(arguments).subList(3, arguments.length);
    List<PlanRequest> requests =
        PlanRequest.read(Path.of(arguments[0])).stream()
            .filter(r -> only.isEmpty() || only.contains(r.id()))
            .toList();
    try (Store store = Store.open(work.resolve("data"));
        Rigel rigel =
            new Rigel(
                SettingsReader.read(Optional.empty(), System.getenv(), Map.of()),
                System.getenv(),
                event -> {})) {
      Agent agent = rigel.agent(store, SignedUrls.of(work.resolve("data"), Clock.systemUTC()));
      PlanBenchmark benchmark = new PlanBenchmark(rigel, agent, work.resolve("inputs"));
      List<Row> rows = new ArrayList<>();
      for (PlanRequest request : requests) {
        Row row = benchmark.measure(request);
        rows.add(row);
        System.err.printf(
            Locale.ROOT,
            "%-20s %-7s %s%n%s%n",
            request.id(),
            row.planner(),
            row.fault().map(f -> "WRONG: " + f).orElse("right"),
            row.fault().isPresent() ? row.program().strip().indent(4) : "");
      }
      print(rows);
    }
    System.exit(0);
  }

  private Row measure(PlanRequest request) {
    CallScope scope =
        new CallScope(
            dev.rigel.base.Deadline.after(Duration.ofMinutes(5)),
            new dev.rigel.base.Cancellation(),
            dev.rigel.base.Budget.standard());
    try (Workspace workspace = new Workspace(inputs, rigel.pixels())) {
      Turn turn = turn(request, workspace, scope);
      long start = System.nanoTime();
      String planner = "talk";
      double nearest = 0;
      int tokens = 0;
      String program = "";
      AnswerValues answer;
      boolean typed = true;
      Optional<String> broken = Optional.empty();
      if (turn.inputs().isEmpty() && !rigel.planning().recognises(turn)) {
        answer = AnswerValues.of(Map.of("text", talk(request, scope)));
      } else {
        try {
          var plan =
              rigel
                  .planning()
                  .withoutModel(turn)
                  .orElseGet(() -> rigel.planning().byModel(turn, Optional.empty(), scope));
          planner = plan.planner();
          nearest = plan.nearest();
          tokens = plan.completionTokens();
          program = plan.program();
          RunResult result = run(program, turn, workspace, scope);
          broken = result.failure().map(f -> "failed: " + f.text());
          answer = AnswerValues.of(result.answer().map(a -> a.values()).orElse(Map.of()));
        } catch (RigelException e) {
          typed = false;
          planner = "model";
          broken = Optional.of(e.getMessage());
          answer = AnswerValues.of(Map.of());
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      AnswerValues given = answer;
      Optional<String> fault =
          broken.isPresent() ? broken : fault(request, turn, given, workspace, scope);
      return new Row(request, planner, nearest, typed, fault, tokens, seconds, program);
    }
  }

  private Optional<String> fault(
      PlanRequest request, Turn turn, AnswerValues answer, Workspace workspace, CallScope scope) {
    Optional<String> first = Optional.empty();
    for (String reference : request.references()) {
      RunResult truth = run(reference, turn, workspace, scope);
      if (truth.failure().isPresent()) {
        return Optional.of("THE REFERENCE FAILED: " + truth.failure().get().text());
      }
      AnswerValues values = AnswerValues.of(truth.answer().map(a -> a.values()).orElseThrow());
      Optional<String> fault = judge.fault(answer, values, request.absent());
      if (fault.isEmpty()) {
        return fault;
      }
      first = first.isPresent() ? first : fault;
    }
    return first;
  }

  private RunResult run(String program, Turn turn, Workspace workspace, CallScope scope) {
    Map<String, Object> values = new HashMap<>();
    turn.inputs().forEach(input -> values.put(input.variable(), input.media()));
    return ProgramRunner.run(
        Parser.parse(program),
        values,
        library,
        rigel.toolbox().invoker(new CallContext(workspace, scope, RunListener.SILENT)),
        Memo.NONE,
        RunListener.SILENT,
        scope);
  }

  private Turn turn(PlanRequest request, Workspace workspace, CallScope scope) {
    List<TurnInput> media = new ArrayList<>();
    Map<InputKind, Integer> numbers = new EnumMap<>(InputKind.class);
    for (String name : request.inputs()) {
      Media medium = rigel.mediaReader().read(bytes(inputs.resolve(name)), scope);
      InputKind kind = InputKind.of(medium);
      media.add(
          new TurnInput(
              kind.variable(numbers.merge(kind, 1, Integer::sum)), workspace.add(medium), medium));
    }
    return new Turn(
        request.request(), "", List.of(), media, Optional.empty(), List.of(), Variant.FAST);
  }

  private String talk(PlanRequest request, CallScope scope) {
    ChatCompletionRequest asked =
        ChatCompletionRequest.builder(List.of(ChatMessage.user(request.request()))).build();
    return agent
        .complete(
            asked, new Caller("local", "http://127.0.0.1", false), AgentListener.SILENT, scope)
        .text();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void print(List<Row> rows) {
    System.out.println("| request | kind | planner | nearest | right | tokens | s | fault |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (Row row : rows) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.2f | %s | %d | %.1f | %s |%n",
          row.request().id(),
          row.request().kind(),
          row.planner(),
          row.nearest(),
          row.fault().isEmpty() ? "yes" : "no",
          row.tokens(),
          row.seconds(),
          row.fault().orElse("").replace("|", "/").replace("\n", " "));
    }
    System.out.printf(Locale.ROOT, "%nDate: %s%n%n", LocalDate.now());
    summary("all", rows);
    summary("plain", rows.stream().filter(r -> r.request().kind().equals("plain")).toList());
    summary("combined", rows.stream().filter(r -> r.request().kind().equals("combined")).toList());
    summary("by the model", rows.stream().filter(r -> r.planner().equals("model")).toList());
    summary("by reflex", rows.stream().filter(r -> r.planner().equals("reflex")).toList());
  }

  private static void summary(String name, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    long right = rows.stream().filter(r -> r.fault().isEmpty()).count();
    long typed = rows.stream().filter(Row::typed).count();
    double[] seconds = rows.stream().mapToDouble(Row::seconds).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s: %d of %d right (%.1f %%), %d well-typed (%.1f %%), median %.1f s%n",
        name,
        right,
        rows.size(),
        100.0 * right / rows.size(),
        typed,
        100.0 * typed / rows.size(),
        seconds[seconds.length / 2]);
  }
}
