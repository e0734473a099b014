package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kept program, as clients see it.
 *
 * @param parameters its inputs by name, each with its type
 * @param run where it comes from
 */
public record ProgramInfo(
    String id,
    String name,
    String text,
    Map<String, String> parameters,
    Optional<String> run,
    Instant createdAt) {
  public ProgramInfo {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(text, "text");
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    requireNonNull(run, "run");
    requireNonNull(createdAt, "createdAt");
  }

  public ObjectNode toJson() {
    ObjectNode node =
        Json.object().put("id", id).put("object", "program").put("name", name).put("program", text);
    ObjectNode types = node.putObject("parameters");
    parameters.forEach(types::put);
    run.ifPresentOrElse(v -> node.put("run_id", v), () -> node.putNull("run_id"));
    return node.put("created_at", Timestamps.iso(createdAt));
  }
}
