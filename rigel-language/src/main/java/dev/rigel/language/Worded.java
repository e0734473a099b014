package dev.rigel.language;

import static java.util.Objects.requireNonNull;

/** A text that a model has worded, and what it was asked, so that it can be worded once more. */
public record Worded(GenerationRequest request, Generation generation) {
  public Worded {
    requireNonNull(request, "request");
    requireNonNull(generation, "generation");
  }

  /** Without white space around it. */
  public String text() {
    return generation.text().strip();
  }
}
