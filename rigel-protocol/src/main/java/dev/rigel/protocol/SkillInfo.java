package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** One version of a skill, as clients see it. */
public record SkillInfo(
    String id,
    String name,
    String description,
    String version,
    Instant createdAt,
    Instant updatedAt) {
  public SkillInfo {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(description, "description");
    requireNonNull(version, "version");
  }

  public ObjectNode toJson() {
    return Json.object()
        .put("id", id)
        .put("name", name)
        .put("description", description)
        .put("skill_version", version)
        .put("version", version)
        .put("created_at", Timestamps.iso(createdAt))
        .put("updated_at", Timestamps.iso(updatedAt))
        .put("status", JobStatus.COMPLETED.wireName())
        .put("is_public", false);
  }
}
