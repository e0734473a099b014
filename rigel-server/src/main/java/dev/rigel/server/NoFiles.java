package dev.rigel.server;

import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.StoredFile;
import java.util.List;
import java.util.Optional;

/** No uploaded files at all. */
final class NoFiles implements FileStore {
  @Override
  public void add(StoredFile file) {
    throw new UnsupportedOperationException("files are not kept");
  }

  @Override
  public Optional<StoredFile> file(String tenant, String id) {
    return Optional.empty();
  }

  @Override
  public Optional<StoredFile> byMd5(String tenant, String md5) {
    return Optional.empty();
  }

  @Override
  public List<StoredFile> files(String tenant, int skip, int limit) {
    return List.of();
  }

  @Override
  public boolean complete(
      String tenant, String id, String blob, long size, String md5, String mediaType) {
    return false;
  }

  @Override
  public boolean share(String tenant, String id, boolean shared) {
    return false;
  }

  @Override
  public Optional<StoredFile> delete(String tenant, String id) {
    return Optional.empty();
  }
}
