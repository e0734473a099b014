package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An API key, as its administrator sees it.
 *
 * @param id not secret
 * @param secret the key itself: shown once, when it is made
 */
public record KeyInfo(
    String id,
    String name,
    String tenant,
    List<String> scopes,
    KeyLimitsInfo limits,
    Instant createdAt,
    Optional<Instant> revokedAt,
    Optional<String> secret) {
  public KeyInfo {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(tenant, "tenant");
    scopes = List.copyOf(scopes);
    requireNonNull(limits, "limits");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(revokedAt, "revokedAt");
    requireNonNull(secret, "secret");
  }

  public ObjectNode toJson() {
    ObjectNode node =
        Json.object().put("id", id).put("object", "key").put("name", name).put("tenant", tenant);
    ArrayNode list = node.putArray("scopes");
    scopes.forEach(list::add);
    node.set("limits", limits.toJson());
    node.put("created_at", Timestamps.iso(createdAt));
    revokedAt.ifPresentOrElse(
        at -> node.put("revoked_at", Timestamps.iso(at)), () -> node.putNull("revoked_at"));
    secret.ifPresent(text -> node.put("key", text));
    return node;
  }
}
