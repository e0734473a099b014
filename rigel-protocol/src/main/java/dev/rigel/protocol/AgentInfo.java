package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A stored agent, as clients see it. */
public record AgentInfo(
    String id,
    String name,
    String description,
    String prompt,
    Optional<JsonNode> jsonSchema,
    Instant createdAt,
    Instant updatedAt) {
  public AgentInfo {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(description, "description");
    requireNonNull(prompt, "prompt");
    requireNonNull(jsonSchema, "jsonSchema");
  }

  public ObjectNode toJson() {
    ObjectNode node =
        Json.object()
            .put("id", id)
            .put("name", name)
            .put("description", description)
            .put("prompt", prompt);
    jsonSchema.ifPresentOrElse(v -> node.set("json_schema", v), () -> node.putNull("json_schema"));
    node.putNull("json_sample");
    return times(node);
  }

  /** What the creation of an agent is answered with. */
  public ObjectNode toCreationJson() {
    return times(Json.object().put("id", id).put("name", name));
  }

  private ObjectNode times(ObjectNode node) {
    return node.put("created_at", Timestamps.iso(createdAt))
        .put("updated_at", Timestamps.iso(updatedAt))
        .put("status", JobStatus.COMPLETED.wireName());
  }
}
