package dev.rigel.language.embedded;

/** The language model's process crashed or hangs; it has been ended. */
final class ProcessDiedException extends Exception {
  private static final long serialVersionUID = 1L;

  ProcessDiedException(String message) {
    super(message);
  }
}
