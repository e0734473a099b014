package dev.rigel.store;

import dev.rigel.agent.port.BlobStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A blob store that can be swept: what nobody refers to any more is found and deleted. */
public interface BlobStorage extends BlobStore, AutoCloseable {
  /** The id of the database whose blobs these are; empty when none has claimed them. */
  Optional<String> owner();

  /** Says whose blobs these are. */
  void claim(String owner);

  /** Gives the keys of all blobs that were last put before then, some hundred at a time. */
  void putBefore(Instant limit, Consumer<List<String>> keys);

  /**
   * Deletes a blob.
   *
   * @return false, with nothing deleted, when it is not there or was put since then
   */
  boolean deletePutBefore(String key, Instant limit);

  @Override
  void close();
}
