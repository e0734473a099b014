package dev.rigel.program.run;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.program.Arguments;
import dev.rigel.program.Library;
import dev.rigel.program.Memo;
import dev.rigel.program.ObjectType;
import dev.rigel.program.Parameter;
import dev.rigel.program.RunListener;
import dev.rigel.program.ToolInvoker;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.Type;
import dev.rigel.program.syntax.Parser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A library whose tools are lambdas of the test, and one object type, {@code Box}. */
final class FakeTools implements ToolInvoker {
  /** A value of the tools' own. */
  record Box(String label, int size) {}

  /** What a fake tool does. */
  @FunctionalInterface
  interface Body {
    @Nullable Object call(Arguments arguments, CallScope scope) throws InterruptedException;
  }

  private final List<ToolSignature> signatures = new ArrayList<>();
  private final Map<String, Body> bodies = new LinkedHashMap<>();

  FakeTools with(String name, List<Parameter> parameters, Type result, Body body) {
    signatures.add(
        new ToolSignature(name, name, "", parameters, result, Optional.empty(), "core", 1));
    bodies.put(name, body);
    return this;
  }

  /** A tool of one argument of any type. */
  FakeTools with(String name, Body body) {
    return with(name, List.of(Parameter.required("x", Type.ANY, "")), Type.ANY, body);
  }

  @Override
  public @Nullable Object invoke(ToolSignature tool, Arguments arguments, CallScope scope) {
    try {
      return requireNonNull(bodies.get(tool.name())).call(arguments, scope);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  Library library() {
    ToolSignature answer =
        new ToolSignature(
            "answer",
            "Ends the program.",
            "",
            List.of(
                Parameter.optional("text", Type.STR, "\"\"", ""),
                Parameter.optional("data", Type.ANY, "None", "").byKeyword(),
                Parameter.optional("boxes", Type.list(Type.object("Box")), "None", "").byKeyword()),
            Type.NONE,
            Optional.empty(),
            "core",
            1);
    ObjectType<Box> box =
        new ObjectType<>(
            Box.class,
            "Box",
            "A box.",
            List.of(
                new ObjectType.Attribute<>("label", Type.STR, "", Box::label),
                new ObjectType.Attribute<>("size", Type.INT, "", Box::size)),
            b -> b.label() + "/" + b.size(),
            b -> "Box(" + b.label() + ")");
    return new Library(signatures, answer, List.of(box));
  }

  RunResult run(String program) {
    return run(program, scope(Budget.Limits.DEFAULT));
  }

  RunResult run(String program, CallScope scope) {
    return run(program, scope, Memo.NONE, RunListener.SILENT);
  }

  RunResult run(String program, CallScope scope, Memo memo, RunListener listener) {
    return new ProgramRunner(library(), this)
        .run(
            Parser.parse(program),
            Map.of("box1", new Box("cat", 3), "n", 7),
            memo,
            listener,
            scope);
  }

  static CallScope scope(Budget.Limits limits) {
    return new CallScope(
        Deadline.after(Duration.ofSeconds(30)), new Cancellation(), new Budget(limits));
  }
}
