package dev.rigel.language.constraint;

/** A grammar allows no text at all. */
final class NoTextException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  NoTextException() {
    super("no text satisfies it");
  }
}
