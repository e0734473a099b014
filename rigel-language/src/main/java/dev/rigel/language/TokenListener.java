package dev.rigel.language;

/**
 * Hears the pieces of a text as a model writes them, the prompt's {@code answerStart} included. A
 * text under a {@link TokenConstraint} may be taken back while it is written, so it is heard when
 * it is whole.
 */
@FunctionalInterface
public interface TokenListener {
  TokenListener SILENT = text -> {};

  void wrote(String text);
}
