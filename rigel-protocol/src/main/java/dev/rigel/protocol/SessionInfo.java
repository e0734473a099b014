package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** A session in a list. */
public record SessionInfo(
    String id, Instant createdAt, Instant updatedAt, int messages, int artifacts) {
  public SessionInfo {
    requireNonNull(id, "id");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(updatedAt, "updatedAt");
  }

  /** Without the numbers, to which a whole session adds the things themselves. */
  public static ObjectNode head(String id, Instant createdAt, Instant updatedAt) {
    return Json.object()
        .put("id", id)
        .put("object", "session")
        .put("created_at", Timestamps.iso(createdAt))
        .put("updated_at", Timestamps.iso(updatedAt));
  }

  public ObjectNode toJson() {
    return head(id, createdAt, updatedAt).put("messages", messages).put("artifacts", artifacts);
  }
}
