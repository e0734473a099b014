package dev.rigel.program;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One parameter of a tool.
 *
 * @param comment meaning and unit, for documentation
 * @param defaultText the default as written in a signature, for example {@code None}, {@code 0.5},
 *     {@code "bar"}; empty when the argument is required
 * @param words the allowed values of a closed set of words, empty when any value of the type is
 *     allowed
 * @param keywordOnly may only be given by name
 */
public record Parameter(
    String name,
    Type type,
    String comment,
    Optional<String> defaultText,
    List<String> words,
    boolean keywordOnly) {
  public Parameter {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(comment, "comment");
    requireNonNull(defaultText, "defaultText");
    words = List.copyOf(words);
  }

  public static Parameter required(String name, Type type, String comment) {
    return new Parameter(name, type, comment, Optional.empty(), List.of(), false);
  }

  public static Parameter optional(String name, Type type, String defaultText, String comment) {
    return new Parameter(name, type, comment, Optional.of(defaultText), List.of(), false);
  }

  public static Parameter word(String name, List<String> words, String comment) {
    return new Parameter(name, Type.STR, comment, Optional.empty(), words, false);
  }

  public Parameter byKeyword() {
    return new Parameter(name, type, comment, defaultText, words, true);
  }

  public Parameter withDefault(String text) {
    return new Parameter(name, type, comment, Optional.of(text), words, keywordOnly);
  }

  public boolean isRequired() {
    return defaultText.isEmpty();
  }
}
