package dev.rigel.program.check;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * What a program is held to beyond the language.
 *
 * @param requestText what was asked; numbers and quoted words of it may stand in the answer
 * @param mediaInputs the turn has media: results of tools come first, and an answer must come from
 *     them
 * @param requiredAnswers parameters of {@code answer} that must be given
 * @param bounded names, texts, lists and lines are held short, and layout is strict: for programs
 *     that a model writes
 */
public record CheckOptions(
    String requestText, boolean mediaInputs, Set<String> requiredAnswers, boolean bounded) {
  /** For saved programs: the language and nothing else. */
  public static final CheckOptions SAVED = new CheckOptions("", false, Set.of(), false);

  public CheckOptions {
    requireNonNull(requestText, "requestText");
    requiredAnswers = Set.copyOf(requiredAnswers);
  }

  /** For a program that a model writes for a request. */
  public static CheckOptions planned(String requestText, boolean mediaInputs) {
    return new CheckOptions(requestText, mediaInputs, Set.of(), true);
  }

  public CheckOptions withRequiredAnswers(Set<String> names) {
    return new CheckOptions(requestText, mediaInputs, names, bounded);
  }
}
