package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

/**
 * A call of one of the client's own tools, as a model asks for it.
 *
 * @param arguments JSON as text, exactly as the model wrote it
 */
public record ToolCall(String id, String name, String arguments) {
  public ToolCall {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(arguments, "arguments");
  }
}
