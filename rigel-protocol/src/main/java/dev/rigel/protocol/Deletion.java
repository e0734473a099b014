package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import tools.jackson.databind.node.ObjectNode;

/**
 * That something is gone, as OpenAI says it.
 *
 * @param object what kind of thing it was, for example {@code session}
 */
public record Deletion(String id, String object) {
  public Deletion {
    requireNonNull(id, "id");
    requireNonNull(object, "object");
  }

  public ObjectNode toJson() {
    return Json.object().put("id", id).put("object", object).put("deleted", true);
  }
}
