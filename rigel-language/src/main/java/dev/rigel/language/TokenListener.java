package dev.rigel.language;

import java.util.List;

/**
 * Hears the pieces of a text as a model writes them, the prompt's {@code answerStart} included. A
 * text under a {@link TokenConstraint} may be taken back while it is written, so it is heard when
 * it is whole.
 */
@FunctionalInterface
public interface TokenListener {
  TokenListener SILENT = text -> {};

  void wrote(String text);

  /**
   * As {@link #wrote(String)}, with the tokens that have become certain by it. A token may come
   * later than its text, never earlier; those not told of are in the whole {@link Generation}.
   */
  default void wrote(String text, List<Generation.TokenLogProbability> tokens) {
    wrote(text);
  }
}
