package dev.rigel.agent.turn;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.media.Media;
import dev.rigel.protocol.Password;
import java.util.Optional;

/** Opens media that a request names, and those that a session has kept. */
public interface MediaOpener {
  /**
   * From a data URI, an http(s) URL, or, when local files are allowed, a path.
   *
   * @throws dev.rigel.base.RigelException naming what is wrong with the medium
   */
  Opened open(String source, boolean localFiles, Optional<Password> password, CallScope scope);

  /** The same of what is not encrypted. */
  default Opened open(String source, boolean localFiles, CallScope scope) {
    return open(source, localFiles, Optional.empty(), scope);
  }

  /**
   * From bytes of any kind that came from a client.
   *
   * @param password opens an encrypted document; what is opened is no longer encrypted
   */
  Opened read(byte[] content, Optional<Password> password, CallScope scope);

  /** The most bytes that one medium may have. */
  long largest();

  /** From stored bytes. */
  Media decode(byte[] content, CallScope scope);

  /**
   * A medium with the bytes it came from.
   *
   * @param content of an encrypted document: its bytes without encryption
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
