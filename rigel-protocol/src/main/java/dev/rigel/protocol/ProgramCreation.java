package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The wish to keep a program: exactly one of run and text.
 *
 * @param run the completion or execution whose program is meant
 * @param parameters its inputs by name, each with its type; empty means that they are found
 */
public record ProgramCreation(
    Optional<String> run,
    Optional<String> text,
    Optional<String> name,
    Map<String, String> parameters) {
  public ProgramCreation {
    if (run.isPresent() == text.isPresent()) {
      throw new IllegalArgumentException("a program is kept from either a run or a text");
    }
    requireNonNull(name, "name");
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
