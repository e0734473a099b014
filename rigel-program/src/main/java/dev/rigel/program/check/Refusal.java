package dev.rigel.program.check;

import dev.rigel.program.syntax.Span;
import org.jspecify.annotations.Nullable;

/** Ends the check of partial text. Thrown for most candidates, so it carries no stack trace. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final transient Span place;
  final int blame;
  final String hint;

  /** Set where a later {@code for} of a comprehension could still bind the name. */
  final @Nullable String unknownName;

  Refusal(Span place, int blame, String message, String hint, @Nullable String unknownName) {
    super(message, null, false, false);
    this.place = place;
    this.blame = blame;
    this.hint = hint;
    this.unknownName = unknownName;
  }
}
