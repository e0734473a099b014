package dev.rigel.language.decode;

import java.util.List;

/**
 * One finished piece of writing.
 *
 * @param text the text, beginning with the start that was given
 * @param tokens how many tokens the answer has
 * @param refusals how many candidates a constraint refused
 * @param path the tokens written, each with the candidates it was chosen from
 */
public record Writing(String text, Ending ending, int tokens, int refusals, List<Choice> path) {
  /** Why it ended. */
  public enum Ending {
    /** The model ended, or a stop text was met, or the constraint was complete. */
    DONE,
    /** The token limit was reached. */
    LENGTH,
    /** Nothing that the constraint allows could follow. */
    STUCK
  }

  /** A token and the candidates at its place, the likeliest first. */
  public record Choice(Candidate chosen, List<Candidate> candidates) {}

  public Writing {
    path = List.copyOf(path);
  }
}
