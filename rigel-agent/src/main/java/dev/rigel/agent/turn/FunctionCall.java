package dev.rigel.agent.turn;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A call of one of the client's own functions that an earlier answer asked for.
 *
 * @param arguments JSON, as it was asked for
 * @param result what the client sent back; empty while it has not
 */
public record FunctionCall(String id, String name, String arguments, Optional<String> result) {
  public FunctionCall {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(arguments, "arguments");
    requireNonNull(result, "result");
  }

  FunctionCall withResult(String text) {
    return new FunctionCall(id, name, arguments, Optional.of(text));
  }
}
