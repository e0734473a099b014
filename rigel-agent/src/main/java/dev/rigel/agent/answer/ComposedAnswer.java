package dev.rigel.agent.answer;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An answer in the form that was asked for.
 *
 * @param content text, or JSON without a fence when a schema or an object was asked for
 * @param cut the content is not all that was asked for
 * @param promptTokens tokens that a language model read for the wording; 0 when code composed it
 */
public record ComposedAnswer(
    String content, boolean cut, int promptTokens, int completionTokens, List<String> warnings) {
  public ComposedAnswer {
    requireNonNull(content, "content");
    warnings = List.copyOf(warnings);
  }

  public static ComposedAnswer of(String content) {
    return new ComposedAnswer(content, false, 0, 0, List.of());
  }

  /** The same content, marked as not being all that was asked for. */
  public ComposedAnswer asCut() {
    return new ComposedAnswer(content, true, promptTokens, completionTokens, warnings);
  }
}
