package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kept feedback, as clients see it.
 *
 * @param entity the id of what it is about
 */
public record FeedbackInfo(
    String id,
    FeedbackType type,
    String entity,
    Instant createdAt,
    Optional<JsonNode> response,
    Optional<String> notes) {
  public FeedbackInfo {
    requireNonNull(id, "id");
    requireNonNull(type, "type");
    requireNonNull(entity, "entity");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(response, "response");
    requireNonNull(notes, "notes");
  }

  /** What a submission is answered with. */
  public ObjectNode receipt() {
    return Json.object()
        .put("id", id)
        .put(type.idField(), entity)
        .put("created_at", Timestamps.iso(createdAt));
  }

  public ObjectNode toJson() {
    ObjectNode node = receipt();
    response.ifPresentOrElse(v -> node.set("response", v), () -> node.putNull("response"));
    notes.ifPresentOrElse(v -> node.put("notes", v), () -> node.putNull("notes"));
    return node;
  }

  /** All that was said of one result. */
  public static ObjectNode list(FeedbackType type, String entity, List<FeedbackInfo> items) {
    ObjectNode node = Json.object().put(type.idField(), entity);
    ArrayNode array = node.putArray("items");
    items.forEach(item -> array.add(item.toJson()));
    return node;
  }
}
