package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What somebody says of a result.
 *
 * @param entity the id of the result
 * @param response what the result should have been, or marks of it; free
 */
public record FeedbackSubmission(
    FeedbackType type, String entity, Optional<JsonNode> response, Optional<String> notes) {
  public FeedbackSubmission {
    requireNonNull(type, "type");
    requireNonNull(entity, "entity");
    requireNonNull(response, "response");
    requireNonNull(notes, "notes");
  }
}
