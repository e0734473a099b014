package dev.rigel.agent.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Keeps bytes under the hash of their content. What {@link #put} has returned from is durable. */
public interface BlobStore {
  /**
   * @return the key: SHA-256 in hexadecimal; the same content gives the same key
   */
  String put(byte[] content);

  /**
   * The same for large content, which is not held in memory by stores that have somewhere else to
   * write it. The caller closes the stream.
   *
   * @throws UncheckedIOException when the content cannot be read to its end; then nothing is kept
   */
  default String put(InputStream content) {
    try {
      return put(content.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content, to be closed by the caller; empty when there is none under the key. */
  Optional<InputStream> open(String key);
}
