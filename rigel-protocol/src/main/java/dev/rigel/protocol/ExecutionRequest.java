package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a client asks of {@code POST /agent/execute}: a stored agent, or a prompt or skills of its
 * own, on some inputs. Read by {@link ExecutionReader}.
 *
 * @param name of a stored agent, {@code name} or {@code name:version}
 * @param model empty when the request names none
 * @param batch answer at once and work in the background
 * @param callbackUrl where the end of a batch run is told
 */
public record ExecutionRequest(
    Optional<String> name,
    Optional<ModelName> model,
    boolean batch,
    List<RunInput> inputs,
    RunConfig config,
    Optional<List<String>> toolsets,
    Optional<JsonNode> metadata,
    Optional<String> callbackUrl) {
  public ExecutionRequest {
    requireNonNull(name, "name");
    requireNonNull(model, "model");
    inputs = List.copyOf(inputs);
    requireNonNull(config, "config");
    toolsets = toolsets.map(List::copyOf);
    requireNonNull(metadata, "metadata");
    requireNonNull(callbackUrl, "callbackUrl");
  }
}
