package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A function that the client runs itself and offers to the model.
 *
 * @param parameters JSON schema of its arguments; an empty schema when it takes none
 */
public record ClientTool(
    String name, Optional<String> description, JsonNode parameters, boolean strict) {
  public ClientTool {
    requireNonNull(name, "name");
    requireNonNull(description, "description");
    requireNonNull(parameters, "parameters");
  }
}
