package dev.rigel.weights;

/** A source gave nothing usable; the message says why in plain words. */
final class SourceFailure extends Exception {
  private static final long serialVersionUID = 1L;

  SourceFailure(String reason) {
    super(reason);
  }

  SourceFailure(String reason, Throwable cause) {
    super(reason, cause);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
