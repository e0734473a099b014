package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An agent's execution or a prediction, as clients see it while it runs and after.
 *
 * @param name of the agent; empty for an unnamed run
 * @param domain of a prediction; empty otherwise
 * @param response the result, an object
 * @param usage as {@link CreditUsage#toJson} wrote it
 * @param error what went wrong, in words
 */
public record RunInfo(
    String id,
    String name,
    Optional<String> domain,
    JobStatus status,
    Optional<JsonNode> response,
    JsonNode usage,
    Optional<String> error,
    Instant createdAt,
    Optional<Instant> completedAt) {
  public RunInfo {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(domain, "domain");
    requireNonNull(status, "status");
    requireNonNull(response, "response");
    requireNonNull(usage, "usage");
    requireNonNull(error, "error");
    requireNonNull(completedAt, "completedAt");
  }

  /** As an {@code AgentExecutionResponse}. */
  public ObjectNode toExecutionJson() {
    return rest(Json.object().put("id", id).put("name", name));
  }

  /** As a {@code PredictionResponse}. */
  public ObjectNode toPredictionJson() {
    ObjectNode node = rest(Json.object().put("id", id));
    domain.ifPresentOrElse(v -> node.put("domain", v), () -> node.putNull("domain"));
    error.ifPresentOrElse(v -> node.put("message", v), () -> node.putNull("message"));
    return node;
  }

  private ObjectNode rest(ObjectNode node) {
    node.put("created_at", Timestamps.iso(createdAt));
    completedAt.ifPresentOrElse(
        v -> node.put("completed_at", Timestamps.iso(v)), () -> node.putNull("completed_at"));
    response.ifPresentOrElse(v -> node.set("response", v), () -> node.putNull("response"));
    node.put("status", status.wireName());
    // Clients read every field, whatever was stored.
    ObjectNode whole = CreditUsage.NONE.toJson();
    usage.properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
    node.set("usage", whole);
    error.ifPresent(v -> node.put("error", v));
    return node;
  }
}
