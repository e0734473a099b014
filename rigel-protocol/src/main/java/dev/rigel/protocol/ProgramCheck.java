package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A program that is to be checked.
 *
 * @param parameters its inputs by name, each with its type; empty means that they are found
 */
public record ProgramCheck(String text, Map<String, String> parameters) {
  public ProgramCheck {
    requireNonNull(text, "text");
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
