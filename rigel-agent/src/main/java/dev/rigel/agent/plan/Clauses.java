package dev.rigel.agent.plan;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parts of a request that each ask for something of their own. */
final class Clauses {
  /** Outside of quotes: an even number of quotation marks follows. */
  private static final Pattern BETWEEN =
      Pattern.compile(
          "(?i)(?:[,;.]\\s*(?:and|then|but)?\\s+|\\s+(?:and then|and|then|but)\\s+)"
              + "(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

  /** Less is a name or a thing, not something to do. */
  private static final int FEWEST_WORDS = 2;

  private Clauses() {}

  /** At least two, or none where the request is one. */
  static List<String> of(String request) {
    List<String> clauses =
        Stream.of(BETWEEN.split(request))
            .map(String::strip)
            .filter(clause -> clause.split("\\s+").length >= FEWEST_WORDS)
            .toList();
    return clauses.size() < 2 ? List.of() : clauses;
  }
}
