package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The wish for a new API key.
 *
 * @param name for people; may be empty
 * @param tenant who owns what is made with it; empty for a tenant of its own
 * @param admin whether it may also manage the server
 */
public record KeyCreation(
    String name, Optional<String> tenant, boolean admin, KeyLimitsInfo limits) {
  public KeyCreation {
    requireNonNull(name, "name");
    requireNonNull(tenant, "tenant");
    requireNonNull(limits, "limits");
  }

  /** As it is sent to a server. */
  public ObjectNode toJson() {
    ObjectNode node = Json.object().put("name", name);
    tenant.ifPresent(t -> node.put("tenant", t));
    ArrayNode scopes = node.putArray("scopes").add("use");
    if (admin) {
      scopes.add("admin");
    }
    node.set("limits", limits.toJson());
    return node;
  }
}
