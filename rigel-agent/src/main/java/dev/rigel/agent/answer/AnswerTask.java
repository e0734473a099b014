package dev.rigel.agent.answer;

import static java.util.Objects.requireNonNull;

import dev.rigel.language.Wording;

/**
 * What a model that words an answer needs to know of the request.
 *
 * @param instructions system messages and the like; may be empty
 * @param functionResults calls of the client's functions and what they gave, as text; they are a
 *     source beside what the program found. Empty when there were none
 */
public record AnswerTask(
    String request, String instructions, String functionResults, Wording wording) {
  public AnswerTask {
    requireNonNull(request, "request");
    requireNonNull(instructions, "instructions");
    requireNonNull(functionResults, "functionResults");
    requireNonNull(wording, "wording");
  }

  public static AnswerTask of(String request) {
    return new AnswerTask(request, "", "", Wording.GREEDY);
  }

  boolean hasFunctionResults() {
    return !functionResults.isEmpty();
  }
}
