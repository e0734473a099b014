package dev.rigel.protocol;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The models a client may name, as OpenAI lists them. */
public record ModelList(List<Model> models) {
  /**
   * @param created Unix seconds
   */
  public record Model(String id, long created, String ownedBy) {
    public ObjectNode toJson() {
      return Json.object()
          .put("id", id)
          .put("object", "model")
          .put("created", created)
          .put("owned_by", ownedBy);
    }
  }

  public ModelList {
    models = List.copyOf(models);
  }

  public Optional<Model> model(String id) {
    return models.stream().filter(m -> m.id().equals(id)).findFirst();
  }

  public ObjectNode toJson() {
    ObjectNode node = Json.object().put("object", "list");
    ArrayNode data = node.putArray("data");
    models.forEach(m -> data.add(m.toJson()));
    return node;
  }
}
