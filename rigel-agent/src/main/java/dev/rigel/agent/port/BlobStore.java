package dev.rigel.agent.port;

import java.io.InputStream;
import java.util.Optional;

/** Keeps bytes under the hash of their content. What {@link #put} has returned from is durable. */
public interface BlobStore {
  /**
   * @return the key: SHA-256 in hexadecimal; the same content gives the same key
   */
  String put(byte[] content);

  /** The content, to be closed by the caller; empty when there is none under the key. */
  Optional<InputStream> open(String key);
}
