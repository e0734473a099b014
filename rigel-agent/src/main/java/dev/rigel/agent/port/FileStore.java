package dev.rigel.agent.port;

import java.util.List;
import java.util.Optional;

/** Keeps uploaded files. What a call has returned from is durable. */
public interface FileStore {
  void add(StoredFile file);

  Optional<StoredFile> file(String tenant, String id);

  /** The newest complete file of this content. */
  Optional<StoredFile> byMd5(String tenant, String md5);

  /** The complete files, newest first. */
  List<StoredFile> files(String tenant, int skip, int limit);

  /**
   * Gives an announced file its content.
   *
   * @return false when there is no such file, or it has other content already
   */
  boolean complete(String tenant, String id, String blob, long size, String md5, String mediaType);

  /** Gives the file a public URL, or takes it away. */
  boolean share(String tenant, String id, boolean shared);

  /**
   * @return the file that was deleted
   */
  Optional<StoredFile> delete(String tenant, String id);
}
