package dev.rigel.language.decode;

import java.util.List;

/** A model that has read its prompt and can say what comes next. Used by one thread at a time. */
public interface NextToken {
  /**
   * Goes back to the first {@code keep} written tokens, reads the appended ones and gives what may
   * follow, the likeliest first.
   *
   * @param limit at most so many candidates
   * @param gap only candidates whose log-probability lies at most this far below the best
   */
  List<Candidate> next(int keep, List<Integer> append, int limit, double gap);

  /** The tokens of a text that is to be written as it stands; their probabilities are unknown. */
  List<Candidate> tokens(String text);
}
