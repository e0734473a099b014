package dev.rigel.server.resource;

import dev.rigel.agent.port.StoredArtifact;
import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of artifacts, told by their ids' prefixes, with the media types that official clients
 * insist on, to the letter and without parameters.
 */
enum ArtifactKind {
  IMAGE("img_", ""),
  VIDEO("vid_", "video/mp4"),
  AUDIO("aud_", "audio/mpeg"),
  DOCUMENT("doc_", "application/pdf"),
  RECONSTRUCTION("recon_", "application/octet-stream"),
  /** A NumPy file. */
  ARRAY("arr_", "application/octet-stream"),
  /** A URL as bare text. */
  URL("url_", "text/plain");

  private final String prefix;
  private final String mediaType;

  ArtifactKind(String prefix, String mediaType) {
    this.prefix = prefix;
    this.mediaType = mediaType;
  }

  /** The media type that the artifact is served with; pictures are of several. */
  static String mediaType(StoredArtifact artifact) {
    return of(artifact.objectId())
        .map(kind -> kind.mediaType)
        .filter(type -> !type.isEmpty())
        .orElse(artifact.mediaType());
  }

  static Optional<ArtifactKind> of(String objectId) {
    return Arrays.stream(values()).filter(kind -> objectId.startsWith(kind.prefix)).findFirst();
  }
}
