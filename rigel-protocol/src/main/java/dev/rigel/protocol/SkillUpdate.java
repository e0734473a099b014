package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a client asks of {@code POST /skills/{id}/update}: at least one of both.
 *
 * @param fileId an uploaded zip of the skill's folder
 */
public record SkillUpdate(Optional<String> fileId, Optional<String> description) {
  public SkillUpdate {
    requireNonNull(fileId, "fileId");
    requireNonNull(description, "description");
  }
}
