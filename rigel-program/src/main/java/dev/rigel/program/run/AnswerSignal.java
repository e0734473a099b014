package dev.rigel.program.run;

import dev.rigel.program.syntax.Span;

/** Ends a run with its answer. Not an error: the one way out of any depth of a program. */
final class AnswerSignal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient CallArguments arguments;
  private final transient Span span;

  AnswerSignal(CallArguments arguments, Span span) {
    super("answer", null, false, false);
    this.arguments = arguments;
    this.span = span;
  }

  CallArguments arguments() {
    return arguments;
  }

  Span span() {
    return span;
  }
}
