package dev.rigel.media.jpeg;

import java.io.Serial;

/** What is in the file cannot be decoded here; a more patient decoder may make something of it. */
public final class DamagedJpegException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  DamagedJpegException(String message) {
    super(message);
  }
}
