package dev.rigel.language;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Decides, token by token, which texts a model may write. Asked about one candidate at a time,
 * always with the whole text written so far including that candidate.
 */
public interface TokenConstraint {
  Verdict check(String text);

  /** Whether the text may end here, when the model wants to end. */
  boolean mayEnd(String text);

  /** What may be said of a text. */
  sealed interface Verdict {
    /** Can still become a right text. */
    record Viable() implements Verdict {}

    /** Is whole: writing stops, and what comes after {@code length} characters is cut. */
    record Complete(int length) implements Verdict {}

    /**
     * Cannot become right any more.
     *
     * @param position where it goes wrong
     * @param blame where the wrong way was taken, at or before {@code position}; generation may go
     *     back there
     */
    record Refused(int position, int blame, String reason) implements Verdict {}
  }

  /**
   * Continuations that are tried when the model's own candidates are all refused, the likeliest
   * first.
   */
  default java.util.List<String> closers() {
    return java.util.List.of();
  }

  /**
   * What to write instead when the model wants to end but may not (a line end before {@code
   * answer}); empty to go on with the next candidate.
   */
  default String insteadOfEnd(String text) {
    return "";
  }

  /**
   * Whether a viable text may still turn out to lead nowhere, so that writing should be able to go
   * back. What is written is then shown only when it is whole.
   */
  default boolean mayLeadAstray() {
    return true;
  }

  /**
   * How much rather than the model itself would have it this text is to be written: a natural
   * logarithm that is added to the probability of its last token where tokens are put in order.
   * Nothing is refused by it.
   */
  default double preference(String text) {
    return 0;
  }

  /** Whether any text is preferred; without, {@link #preference} is not asked. */
  default boolean prefers() {
    return false;
  }

  /**
   * What another Rigel needs to build the same constraint; empty where it cannot be told. Asking
   * over HTTP about every token would take longer than to write it.
   */
  default Optional<Portable> portable() {
    return Optional.empty();
  }

  /**
   * A constraint as plain data.
   *
   * @param field the field of a chat request that carries it
   */
  record Portable(String field, JsonNode value) {}
}
