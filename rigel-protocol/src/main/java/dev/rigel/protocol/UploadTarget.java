package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where an announced file is to be sent: with {@code PUT}, without a key.
 *
 * @param id of the file that the upload will make
 * @param contentType what the client is to declare; what counts is the content
 */
public record UploadTarget(
    String id,
    String url,
    String filename,
    String contentType,
    Duration validity,
    Instant createdAt) {
  public UploadTarget {
    requireNonNull(id, "id");
    requireNonNull(url, "url");
    requireNonNull(filename, "filename");
    requireNonNull(contentType, "contentType");
    requireNonNull(validity, "validity");
    requireNonNull(createdAt, "createdAt");
  }

  public ObjectNode toJson() {
    return Json.object()
        .put("id", id)
        .put("url", url)
        .put("filename", filename)
        .put("content_type", contentType)
        .put("upload_method", "PUT")
        .put("method", "PUT")
        .put("expiration", validity.toSeconds())
        .putNull("public_url")
        .put("created_at", Timestamps.iso(createdAt));
  }
}
