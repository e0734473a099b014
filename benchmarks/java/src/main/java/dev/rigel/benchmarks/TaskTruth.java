package dev.rigel.benchmarks;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.media.Box;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.media.Workspace;
import dev.rigel.program.Memo;
import dev.rigel.program.RunListener;
import dev.rigel.program.Type;
import dev.rigel.program.check.CheckOptions;
import dev.rigel.program.check.Checker;
import dev.rigel.program.run.ProgramRunner;
import dev.rigel.program.run.RunResult;
import dev.rigel.program.syntax.Parser;
import dev.rigel.server.Rigel;
import dev.rigel.tools.CallContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Knows what is right: runs a task's reference programs with Rigel's own tools and holds an answer
 * against their results.
 *
 * @param inputs the folder of the tasks' media
 */
record TaskTruth(Rigel rigel, Path inputs) {
  private static final Pattern CALL = Pattern.compile("\\b([a-z][a-z_]*)\\(");

  /** Functions of the task that the tools lack; a task that has some cannot be judged. */
  List<String> lacking(AgentTask task) {
    Set<String> known = new LinkedHashSet<>();
    rigel.toolbox().offered().tools().forEach(tool -> known.add(tool.name()));
    List<String> lacking = new ArrayList<>(task.needs());
    lacking.removeAll(known);
    for (String reference : task.references()) {
      boolean right = isRight(task, reference);
      if (right && lacking.isEmpty()) {
        return List.of();
      }
      if (!right) {
        calls(reference).filter(name -> !known.contains(name)).forEach(lacking::add);
      }
    }
    return lacking.isEmpty() ? List.of("a reference that is well-typed") : List.copyOf(lacking);
  }

  private boolean isRight(AgentTask task, String reference) {
    return new Checker(rigel.toolbox().offered(), types(task), CheckOptions.SAVED)
        .check(reference)
        .isRight();
  }

  /** References that the tools can run: one may be worded for a tool that is not there. */
  private List<String> runnable(AgentTask task) {
    return task.references().stream().filter(reference -> isRight(task, reference)).toList();
  }

  /** The toolset that the task is about: that of the last tool its reference calls. */
  String toolset(AgentTask task) {
    Map<String, String> toolsets = new HashMap<>();
    rigel.toolbox().offered().tools().forEach(tool -> toolsets.put(tool.name(), tool.toolset()));
    List<String> sets =
        calls(task.references().getFirst())
            .flatMap(name -> Optional.ofNullable(toolsets.get(name)).stream())
            .toList();
    List<String> special = sets.stream().filter(set -> !set.equals("core")).toList();
    if (!special.isEmpty()) {
      return special.getLast();
    }
    boolean document = task.inputs().stream().anyMatch(name -> name.endsWith(".pdf"));
    return document ? "document" : sets.isEmpty() && task.inputs().isEmpty() ? "none" : "core";
  }

  private static java.util.stream.Stream<String> calls(String program) {
    return CALL.matcher(program)
        .results()
        .map((MatchResult call) -> call.group(1))
        .filter(name -> !name.equals("answer"));
  }

  /** What is wrong with an answer; empty when it is right. */
  Optional<String> fault(AgentTask task, TaskAnswer answer) {
    if (answer.error().isPresent()) {
      return answer.error();
    }
    CallScope scope = scope();
    Map<String, Media> sent = media(task, scope);
    AnswerJudge.Given given = given(answer, scope);
    Optional<String> form = task.schema().flatMap(schema -> misfit(schema, answer.content()));
    if (form.isPresent()) {
      return form;
    }
    List<Image> pictures =
        sent.values().stream().filter(Image.class::isInstance).map(Image.class::cast).toList();
    Optional<String> first = Optional.empty();
    try (Workspace workspace = new Workspace(inputs, rigel.pixels())) {
      for (String reference : runnable(task)) {
        AnswerValues truth = run(reference, sent, workspace, scope);
        Optional<String> fault = AnswerJudge.fault(task, given, truth, pictures);
        if (fault.isEmpty()) {
          return fault;
        }
        first = first.isPresent() ? first : fault;
      }
    }
    return first;
  }

  /** The results of a task's references, in words, for whoever writes tasks. */
  List<String> told(AgentTask task) {
    CallScope scope = scope();
    Map<String, Media> sent = media(task, scope);
    try (Workspace workspace = new Workspace(inputs, rigel.pixels())) {
      return runnable(task).stream()
          .map(reference -> run(reference, sent, workspace, scope))
          .map(truth ->
              truth.data().orElse("")
                  + " images "
                  + truth.images().stream().map(i -> i.width() + "x" + i.height()).toList()
                  + " pages "
                  + truth.documents().stream().map(Document::pageCount).toList()
                  + " boxes "
                  + truth.boxes().stream().map(r -> r.label() + r.box()).toList())
          .toList();
    }
  }

  private static Optional<String> misfit(JsonNode schema, String content) {
    try {
      return new AnswerSchema(schema).violation(JsonMapper.shared().readTree(content));
    } catch (JacksonException e) {
      return Optional.of("is no JSON");
    }
  }

  private AnswerValues run(
      String program, Map<String, Media> sent, Workspace workspace, CallScope scope) {
    RunResult result =
        ProgramRunner.run(
            Parser.parse(program),
            sent,
            rigel.toolbox().library(),
            rigel.toolbox().invoker(new CallContext(workspace, scope, RunListener.SILENT)),
            Memo.NONE,
            RunListener.SILENT,
            scope);
    if (result.failure().isPresent()) {
      throw new IllegalStateException(
          "the reference failed: " + result.failure().get().text() + "\n" + program);
    }
    return AnswerValues.of(result.answer().orElseThrow().values());
  }

  private AnswerJudge.Given given(TaskAnswer answer, CallScope scope) {
    List<Image> images = new ArrayList<>();
    List<Document> documents = new ArrayList<>();
    for (Path file : answer.artifacts()) {
      switch (rigel.mediaReader().read(bytes(file), scope)) {
        case Image image -> images.add(image);
        case Document document -> documents.add(document);
      }
    }
    List<Box> boxes = new ArrayList<>();
    for (JsonNode box : answer.trace().path("boxes")) {
      JsonNode xywh = box.path("xywh");
      boxes.add(
          new Box(
              xywh.path(0).asDouble(),
              xywh.path(1).asDouble(),
              xywh.path(2).asDouble(),
              xywh.path(3).asDouble()));
    }
    return new AnswerJudge.Given(answer.content(), images, documents, boxes);
  }

  private Map<String, Media> media(AgentTask task, CallScope scope) {
    Map<String, Media> media = new LinkedHashMap<>();
    Map<InputKind, Integer> numbers = new EnumMap<>(InputKind.class);
    for (String name : task.inputs()) {
      Media medium = rigel.mediaReader().read(bytes(inputs.resolve(name)), scope);
      InputKind kind = InputKind.of(medium);
      media.put(kind.variable(numbers.merge(kind, 1, Integer::sum)), medium);
    }
    return media;
  }

  private static Map<String, Type> types(AgentTask task) {
    Map<String, Type> types = new LinkedHashMap<>();
    Map<InputKind, Integer> numbers = new EnumMap<>(InputKind.class);
    for (String name : task.inputs()) {
      InputKind kind = name.endsWith(".pdf") ? InputKind.DOCUMENT : InputKind.IMAGE;
      types.put(kind.variable(numbers.merge(kind, 1, Integer::sum)), kind.type());
    }
    return types;
  }

  private static CallScope scope() {
    return new CallScope(
        Deadline.after(Duration.ofMinutes(5)), new Cancellation(), Budget.standard());
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
