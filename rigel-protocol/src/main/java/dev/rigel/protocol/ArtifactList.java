package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The artifacts of one session.
 *
 * @param namespaceId the session's id
 */
public record ArtifactList(String namespaceId, List<Item> items) {
  public record Item(String objectId, Optional<String> filename) {
    public Item {
      requireNonNull(objectId, "objectId");
      requireNonNull(filename, "filename");
    }
  }

  public ArtifactList {
    requireNonNull(namespaceId, "namespaceId");
    items = List.copyOf(items);
  }

  public ObjectNode toJson() {
    ObjectNode node = Json.object().put("namespace_id", namespaceId);
    ArrayNode array = node.putArray("items");
    for (Item item : items) {
      ObjectNode entry = array.addObject().put("object_id", item.objectId());
      item.filename()
          .ifPresentOrElse(v -> entry.put("filename", v), () -> entry.putNull("filename"));
      entry.put("source", "store");
    }
    return node;
  }
}
