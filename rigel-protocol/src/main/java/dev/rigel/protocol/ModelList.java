package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The models a client may name, as OpenAI lists them. */
public record ModelList(List<Model> models) {
  /**
   * @param created Unix seconds
   * @param contextLength tokens of prompt and answer together; told of the bare language model
   * @param abilities what the bare language model can do beyond writing text
   * @param extensions fields of a request beyond OpenAI's that the model takes
   */
  public record Model(
      String id,
      long created,
      String ownedBy,
      OptionalInt contextLength,
      List<String> abilities,
      List<String> extensions) {
    public Model {
      requireNonNull(id, "id");
      requireNonNull(ownedBy, "ownedBy");
      requireNonNull(contextLength, "contextLength");
      abilities = List.copyOf(abilities);
      extensions = List.copyOf(extensions);
    }

    public Model(String id, long created, String ownedBy) {
      this(id, created, ownedBy, OptionalInt.empty(), List.of(), List.of());
    }

    public ObjectNode toJson() {
      ObjectNode node =
          Json.object()
              .put("id", id)
              .put("object", "model")
              .put("created", created)
              .put("owned_by", ownedBy);
      contextLength.ifPresent(tokens -> node.put("context_length", tokens));
      put(node, "abilities", abilities);
      put(node, "extensions", extensions);
      return node;
    }

    private static void put(ObjectNode node, String name, List<String> words) {
      if (!words.isEmpty()) {
        ArrayNode array = node.putArray(name);
        words.forEach(array::add);
      }
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
