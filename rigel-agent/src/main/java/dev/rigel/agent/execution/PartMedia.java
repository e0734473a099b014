package dev.rigel.agent.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.agent.turn.MediaOpener;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Media;
import dev.rigel.protocol.ContentPart;
import dev.rigel.protocol.Password;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Opens the media that a run's request names, where code outside a turn looks at them. */
final class PartMedia {
  private final MediaOpener opener;
  private final FileStore files;
  private final BlobStore blobs;
  private final SessionStore sessions;
  private final ArtifactUrls urls;

  PartMedia(
      MediaOpener opener,
      FileStore files,
      BlobStore blobs,
      SessionStore sessions,
      ArtifactUrls urls) {
    this.opener = requireNonNull(opener, "opener");
    this.files = requireNonNull(files, "files");
    this.blobs = requireNonNull(blobs, "blobs");
    this.sessions = requireNonNull(sessions, "sessions");
    this.urls = requireNonNull(urls, "urls");
  }

  /** The medium of a part; empty for text. */
  Optional<Media> open(String tenant, ContentPart part, CallScope scope) {
    return switch (part) {
      case ContentPart.Text _ -> Optional.empty();
      case ContentPart.ImageUrl image -> Optional.of(source(image.url(), Optional.empty(), scope));
      case ContentPart.FileUrl file -> Optional.of(source(file.url(), file.password(), scope));
      case ContentPart.InputFile file ->
          Optional.of(
              file.fileId().isPresent()
                  ? uploaded(tenant, file.fileId().get(), file.password(), scope)
                  : source(file.fileUrl().orElseThrow(), file.password(), scope));
      case ContentPart.OpenAiFile file ->
          Optional.of(
              file.fileId().isPresent()
                  ? uploaded(tenant, file.fileId().get(), file.password(), scope)
                  : source(dataUri(file.fileData().orElseThrow()), file.password(), scope));
      case ContentPart.VideoUrl _, ContentPart.AudioUrl _, ContentPart.InputAudio _ ->
          throw new RigelException(
              ErrorCode.NOT_IMPLEMENTED,
              "Video and audio are not available in this version; send pictures or PDF documents.");
    };
  }

  /** What a turn has kept of its inputs. */
  Media kept(StoredArtifact artifact, CallScope scope) {
    return opener.decode(bytes(artifact.blob()), scope);
  }

  private Media source(String source, Optional<Password> password, CallScope scope) {
    Optional<ArtifactUrls.Target> own = urls.resolve(source);
    if (own.isEmpty()) {
      return opener.open(source, false, password, scope).media();
    }
    return sessions
        .artifact(own.get().tenant(), own.get().session(), own.get().objectId())
        .map(artifact -> kept(artifact, scope))
        .orElseThrow(() ->
            new RigelException(
                ErrorCode.NOT_FOUND, "The artifact behind this URL does not exist."));
  }

  private Media uploaded(String tenant, String id, Optional<Password> password, CallScope scope) {
    return files
        .file(tenant, id)
        .flatMap(StoredFile::blob)
        .map(blob -> opener.read(bytes(blob), password, scope).media())
        .orElseThrow(() ->
            new RigelException(
                ErrorCode.NOT_FOUND, "There is no uploaded file with this id.", "file_id"));
  }

  private static String dataUri(String data) {
    return data.regionMatches(true, 0, "data:", 0, 5) ? data : "data:;base64," + data;
  }

  private byte[] bytes(String blob) {
    try (InputStream in =
        blobs
            .open(blob)
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.NOT_FOUND, "The content of a medium is gone; send it again."))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
