package dev.rigel.agent.turn;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.media.Media;

/** Opens media that a request names, and those that a session has kept. */
public interface MediaOpener {
  /**
   * From a data URI, an http(s) URL, or, when local files are allowed, a path.
   *
   * @throws dev.rigel.base.RigelException naming what is wrong with the medium
   */
  Opened open(String source, boolean localFiles, CallScope scope);

  /** From bytes of any kind that came from a client. */
  Opened read(byte[] content, CallScope scope);

  /** The most bytes that one medium may have. */
  long largest();

  /** From stored bytes. */
  Media decode(byte[] content, CallScope scope);

  /**
   * A medium with the bytes it came from.
   *
   * @param mediaType of the content, sniffed
   */
  record Opened(Media media, byte[] content, String mediaType) {
    public Opened {
      requireNonNull(media, "media");
      requireNonNull(content, "content");
      requireNonNull(mediaType, "mediaType");
    }
  }
}
