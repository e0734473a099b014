package dev.rigel.program.run;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.program.Library;
import dev.rigel.program.Memo;
import dev.rigel.program.RunListener;
import dev.rigel.program.ToolInvoker;
import dev.rigel.program.syntax.Program;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs of one library. Never throws for what a program does: errors, failing tools, used
 * up limits and cancellation are all told in the {@link RunResult}. Stateless and thread-safe.
 */
public final class ProgramRunner {
  private final Library library;
  private final ToolInvoker invoker;

  public ProgramRunner(Library library, ToolInvoker invoker) {
    this.library = requireNonNull(library, "library");
    this.invoker = requireNonNull(invoker, "invoker");
  }

  /**
   * Runs a program on the calling thread; its tool calls run beside it.
   *
   * @param inputs variables that are set at the start, plain (see {@link ToolInvoker})
   * @param memo keeps results of calls across runs
   * @param scope deadline, cancellation and budget of the whole run
   */
  public RunResult run(
      Program program,
      Map<String, ? extends @Nullable Object> inputs,
      Memo memo,
      RunListener listener,
      CallScope scope) {
    try (ToolCalls calls = new ToolCalls(library, invoker, memo, listener, scope)) {
      return new Run(library, calls, listener, scope).result(program, inputs);
    }
  }

  /** As {@link #run}, for a single call without an instance. */
  public static RunResult run(
      Program program,
      Map<String, ? extends @Nullable Object> inputs,
      Library library,
      ToolInvoker invoker,
      Memo memo,
      RunListener listener,
      CallScope scope) {
    return new ProgramRunner(library, invoker).run(program, inputs, memo, listener, scope);
  }
}
