package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An uploaded file, as clients see it.
 *
 * @param bytes its size
 * @param publicUrl an absolute URL under which anybody may fetch it; the key is there also without
 *     one
 */
public record FileInfo(
    String id,
    String filename,
    long bytes,
    String purpose,
    Instant createdAt,
    Optional<String> publicUrl) {
  public FileInfo {
    requireNonNull(id, "id");
    requireNonNull(filename, "filename");
    requireNonNull(purpose, "purpose");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(publicUrl, "publicUrl");
  }

  public ObjectNode toJson() {
    ObjectNode node =
        Json.object()
            .put("id", id)
            .put("filename", filename)
            .put("bytes", bytes)
            .put("purpose", purpose)
            .put("created_at", Timestamps.iso(createdAt))
            .put("object", "file");
    publicUrl.ifPresentOrElse(url -> node.put("public_url", url), () -> node.putNull("public_url"));
    return node;
  }
}
