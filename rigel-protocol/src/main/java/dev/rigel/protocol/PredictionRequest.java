package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a client asks of {@code POST /image/…} and {@code POST /document/…}.
 *
 * @param media the pictures, or the one file
 * @param domain for example {@code document.invoice}
 * @param name of a stored agent, for {@code …/execute}
 */
public record PredictionRequest(
    List<ContentPart> media,
    Optional<String> domain,
    Optional<String> name,
    Optional<ModelName> model,
    boolean batch,
    RunConfig config,
    Optional<JsonNode> metadata,
    Optional<String> callbackUrl) {
  public PredictionRequest {
    media = List.copyOf(media);
    requireNonNull(domain, "domain");
    requireNonNull(name, "name");
    requireNonNull(model, "model");
    requireNonNull(config, "config");
    requireNonNull(metadata, "metadata");
    requireNonNull(callbackUrl, "callbackUrl");
  }
}
