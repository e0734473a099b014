package dev.rigel.media;

import java.util.Optional;

/**
 * The media of one session's turn under their wire references ({@code img_1a2b3c}, {@code doc_…}),
 * and a temporary folder that goes when it is closed. Thread-safe.
 */
public final class Workspace implements AutoCloseable {
  /**
   * The reference of a medium: its kind's prefix and the first six hexadecimal digits of its
   * content hash; on a collision the next six. The same content gets the same reference.
   */
  public String add(Media media) {
    throw new UnsupportedOperationException();
  }

  public Optional<Media> get(String reference) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
