package dev.rigel.language.decode;

import dev.rigel.language.Generation;
import java.util.List;

/**
 * One finished piece of writing.
 *
 * @param text the text, beginning with the start that was given
 * @param tokens how many tokens the answer has
 * @param refusals how many candidates a constraint refused
 * @param path the tokens of the text, each with the candidates it was chosen from
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
  public record Choice(Candidate chosen, List<Candidate> candidates) {
    /** For reports. */
    public Generation.TokenLogProbability logProbability() {
      return new Generation.TokenLogProbability(
          chosen.text(),
          chosen.piece(),
          chosen.logProbability(),
          candidates.stream()
              .map(c -> new Generation.Alternative(c.text(), c.piece(), c.logProbability()))
              .toList());
    }
  }

  public Writing {
    path = List.copyOf(path);
  }
}
