package dev.rigel.agent.program;

import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.agent.port.StoredProgram;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Workspace;
import dev.rigel.program.Library;
import dev.rigel.program.Memo;
import dev.rigel.program.RunListener;
import dev.rigel.program.Type;
import dev.rigel.program.check.CheckOptions;
import dev.rigel.program.check.CheckResult;
import dev.rigel.program.check.Checker;
import dev.rigel.program.check.Warning;
import dev.rigel.program.run.ProgramRunner;
import dev.rigel.program.run.RunFailure;
import dev.rigel.program.run.RunResult;
import dev.rigel.program.syntax.Parser;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.ToolSchemas;
import dev.rigel.tools.Toolbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks and runs programs that somebody wrote or kept. Nothing is planned; a language model works
 * only where a tool that the program calls needs one.
 */
public final class Programs {
  private static final Pattern MEDIUM_NAME = Pattern.compile("\\b(img|doc)[1-9]\\d{0,2}\\b");
  private static final Map<String, Type> TYPES =
      Map.of(
          InputKind.IMAGE.typeName(), InputKind.IMAGE.type(),
          InputKind.DOCUMENT.typeName(), InputKind.DOCUMENT.type(),
          Type.STR.text(), Type.STR,
          Type.INT.text(), Type.INT,
          Type.FLOAT.text(), Type.FLOAT,
          Type.BOOL.text(), Type.BOOL);

  private final Toolbox toolbox;

  public Programs(Toolbox toolbox) {
    this.toolbox = toolbox;
  }

  /** The tools that work here, as {@code {name, description, inputSchema}}. */
  public List<ObjectNode> toolSchemas() {
    ToolSchemas schemas = new ToolSchemas();
    return toolbox.shelves().stream()
        .flatMap(shelf -> shelf.tools().stream())
        .map(schemas::of)
        .toList();
  }

  /**
   * The call of one tool as a program.
   *
   * @param arguments as {@link ToolCall#of} takes them
   */
  public ToolCall call(String tool, JsonNode arguments) {
    return ToolCall.of(
        toolbox
            .tool(tool)
            .orElseThrow(() -> RigelException.invalid("There is no tool " + tool + ".", "name"))
            .signature(),
        arguments);
  }

  /** The inputs of a stored program: name to the name of the type. */
  public static Map<String, String> parametersOf(StoredProgram program) {
    return ProgramParameters.names(ProgramParameters.read(program.parameters()));
  }

  /** The type of an input by its name, for example {@code Image}. */
  static Optional<Type> type(String name) {
    return Optional.ofNullable(TYPES.get(name));
  }

  /** The names of the types that an input may have, in order. */
  static List<String> typeNames() {
    return TYPES.keySet().stream().sorted().toList();
  }

  /**
   * Checks a program as a client sends it.
   *
   * @param named its inputs, each with the name of its type; empty means that they are found
   */
  public CheckedProgram checked(String text, Map<String, String> named) {
    Map<String, Type> types = named.isEmpty() ? parameters(text) : ProgramParameters.of(named);
    return new CheckedProgram(types, check(text, types));
  }

  /** The inputs that a program uses, where they are named as those of a chat: img1, doc1. */
  public Map<String, Type> parameters(String text) {
    Map<String, Type> named = new LinkedHashMap<>();
    Matcher name = MEDIUM_NAME.matcher(text);
    while (name.find()) {
      InputKind kind = name.group(1).equals("img") ? InputKind.IMAGE : InputKind.DOCUMENT;
      named.putIfAbsent(name.group(), kind.type());
    }
    // The name may also stand in a text only.
    for (Warning warning : check(text, named).warnings()) {
      if (warning instanceof Warning.UnusedInput(String unused)) {
        named.remove(unused);
      }
    }
    return named;
  }

  public CheckResult check(String text, Map<String, Type> inputs) {
    return new Checker(library(), inputs, CheckOptions.SAVED).check(text);
  }

  /**
   * Runs a program.
   *
   * @param inputs media and plain values by name
   * @param types of the inputs
   * @param workspace takes what the tools make; stays the caller's
   * @throws RigelException when the program is wrong or fails, naming the line
   */
  public ProgramResult run(
      String text,
      Map<String, ?> inputs,
      Map<String, Type> types,
      Workspace workspace,
      RunListener listener,
      CallScope scope) {
    CheckResult check = check(text, types);
    if (!check.isRight()) {
      throw new RigelException(ErrorCode.INVALID_REQUEST, check.errors().getFirst().text());
    }
    WarningRelay relay = new WarningRelay(listener);
    RunResult result =
        ProgramRunner.run(
            Parser.parse(text),
            inputs,
            library(),
            toolbox.invoker(new CallContext(workspace, scope, relay)),
            Memo.NONE,
            relay,
            scope);
    Optional<RunFailure> failure = result.failure();
    if (failure.isPresent()) {
      throw failed(failure.get());
    }
    result.exhausted().ifPresent(limit -> relay.warned("stopped early: " + limit.message()));
    return new ProgramResult(
        AnswerValues.of(result.answer().map(a -> a.values()).orElse(Map.of())),
        result.steps(),
        relay.warnings(),
        scope.budget());
  }

  /** A tool's failure keeps its kind; every other one is the program's. */
  private static RigelException failed(RunFailure failure) {
    ErrorCode code = failure.cause().map(RigelException::code).orElse(ErrorCode.INVALID_REQUEST);
    return new RigelException(code, failure.text());
  }

  private Library library() {
    return toolbox.library();
  }
}
