package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * That the server is there, and what it is still getting ready.
 *
 * @param preparing for example model files on their way; requests that need them wait
 */
public record HealthStatus(String version, List<String> preparing) {
  public HealthStatus {
    requireNonNull(version, "version");
    preparing = List.copyOf(preparing);
  }

  public ObjectNode toJson() {
    ObjectNode node = Json.object().put("status", "ok").put("version", version);
    ArrayNode array = node.putArray("preparing");
    preparing.forEach(array::add);
    return node;
  }
}
