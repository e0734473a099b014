package dev.rigel.server;

import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.MediaSource;
import dev.rigel.server.signed.FileUrls;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Uploaded files behind this server's own public URLs: read here instead of fetched. */
final class OwnFiles implements MediaSource.OwnContent {
  private final FileUrls urls;
  private final FileStore files;
  private final BlobStore blobs;

  OwnFiles(FileUrls urls, FileStore files, BlobStore blobs) {
    this.urls = urls;
    this.files = files;
    this.blobs = blobs;
  }

  @Override
  public Optional<byte[]> at(String url) {
    return urls.resolve(url).map(this::content);
  }

  private byte[] content(FileUrls.Target target) {
    try (InputStream in =
        files
            .file(target.tenant(), target.file())
            .flatMap(StoredFile::blob)
            .flatMap(blobs::open)
            .orElseThrow(() ->
                new RigelException(ErrorCode.NOT_FOUND, "The file behind this URL was deleted."))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw RigelException.causedBy(e, ErrorCode.INTERNAL, "A stored file cannot be read.");
    }
  }
}
