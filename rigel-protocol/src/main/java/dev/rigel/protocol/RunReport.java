package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one run did.
 *
 * @param session where its media are kept
 * @param program its text; empty for plain talk
 * @param trace an object with {@code planner}, {@code steps} and {@code warnings}, each step with
 *     its arguments, result, time and cost, and the cost of what was done besides
 * @param answer as it was sent
 * @param error why it failed
 */
public record RunReport(
    String id,
    String status,
    Optional<String> session,
    Instant createdAt,
    String program,
    JsonNode trace,
    long promptTokens,
    long completionTokens,
    double credits,
    Optional<JsonNode> answer,
    Optional<String> error) {
  /** What was done besides the steps, with its cost. */
  private static final List<String> WORK = List.of("planning", "wording", "choosing");

  public RunReport {
    requireNonNull(id, "id");
    requireNonNull(status, "status");
    requireNonNull(session, "session");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(program, "program");
    requireNonNull(trace, "trace");
    requireNonNull(answer, "answer");
    requireNonNull(error, "error");
  }

  public ObjectNode toJson() {
    ObjectNode node = Json.object().put("id", id).put("object", "run").put("status", status);
    session.ifPresentOrElse(v -> node.put("session_id", v), () -> node.putNull("session_id"));
    node.put("created_at", Timestamps.iso(createdAt));
    node.put("planner", trace.path("planner").asString(""));
    node.put("program", program);
    node.set("steps", list("steps"));
    for (String name : WORK) {
      if (trace.has(name)) {
        node.set(name, trace.get(name));
      }
    }
    node.set("warnings", list("warnings"));
    node.putObject("usage")
        .put("prompt_tokens", promptTokens)
        .put("completion_tokens", completionTokens)
        .put("total_tokens", promptTokens + completionTokens)
        .put("credits_used", credits);
    answer.ifPresentOrElse(v -> node.set("answer", v), () -> node.putNull("answer"));
    error.ifPresentOrElse(v -> node.put("error", v), () -> node.putNull("error"));
    return node;
  }

  private JsonNode list(String name) {
    JsonNode value = trace.path(name);
    return value.isArray() ? value : Json.array();
  }
}
