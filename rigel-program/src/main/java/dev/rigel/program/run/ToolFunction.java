package dev.rigel.program.run;

import dev.rigel.program.ToolSignature;
import dev.rigel.program.syntax.Span;

/** A tool as a function; calling it starts the tool and gives the result to come. */
record ToolFunction(ToolSignature tool, Span span, ToolCalls calls, Machine machine)
    implements Callable {
  @Override
  public Object call(CallArguments arguments) {
    return calls.start(tool, arguments, span, machine);
  }

  @Override
  public String typeName() {
    return "function";
  }

  @Override
  public String representation() {
    return "<function %s>".formatted(tool.name());
  }
}
