package dev.rigel.agent.answer;

import static java.util.Objects.requireNonNull;

import dev.rigel.language.Worded;
import java.util.List;
import java.util.Optional;

/**
 * An answer in the form that was asked for.
 *
 * @param content text, or JSON without a fence when a schema or an object was asked for
 * @param cut the content is not all that was asked for
 * @param worded the model's text that the content begins with or is made of; empty when code
 *     composed it
 */
public record ComposedAnswer(
    String content, boolean cut, List<String> warnings, Optional<Worded> worded) {
  public ComposedAnswer {
    requireNonNull(content, "content");
    warnings = List.copyOf(warnings);
    requireNonNull(worded, "worded");
  }

  public static ComposedAnswer of(String content) {
    return new ComposedAnswer(content, false, List.of(), Optional.empty());
  }

  /** The same content, marked as not being all that was asked for. */
  public ComposedAnswer asCut() {
    return new ComposedAnswer(content, true, warnings, worded);
  }

  /** The same content, with the model's text that it begins with. */
  public ComposedAnswer withWorded(Optional<Worded> text) {
    return new ComposedAnswer(
        content, cut, warnings, text.filter(worded -> content.startsWith(worded.text())));
  }
}
