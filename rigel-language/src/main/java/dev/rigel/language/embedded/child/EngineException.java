package dev.rigel.language.embedded.child;

/** The engine refuses or fails one operation; the process and its other work are unharmed. */
final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure the server is told of. */
  enum Kind {
    /** Prompt and answer do not fit the context. */
    TOO_LONG,
    CANCELLED,
    /** The model or the libraries cannot be used at all. */
    UNUSABLE,
    FAILED
  }

  private final Kind kind;

  EngineException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
