package dev.rigel.server;

import dev.rigel.agent.turn.MediaOpener;
import dev.rigel.base.CallScope;
import dev.rigel.media.Document;
import dev.rigel.media.Media;
import dev.rigel.media.MediaFormat;
import dev.rigel.media.MediaReader;
import dev.rigel.media.MediaSource;
import dev.rigel.media.fetch.SafeFetcher;
import dev.rigel.protocol.Password;
import java.util.Optional;

/**
 * Opens media for the agent: data URIs, URLs from checked addresses, and files where the caller may
 * name them.
 */
final class MediaGate implements MediaOpener {
  private final MediaReader reader;
  private final MediaSource remote;
  private final MediaSource local;

  /**
   * @param own what this server has itself, so that it is not fetched
   */
  MediaGate(MediaReader reader, SafeFetcher fetcher, MediaSource.OwnContent own) {
    this.reader = reader;
    this.remote = MediaSource.remote(reader, fetcher, own);
    this.local = MediaSource.local(reader, fetcher);
  }

  @Override
  public Opened open(
      String source, boolean localFiles, Optional<Password> password, CallScope scope) {
    return read((localFiles ? local : remote).content(source, scope), password, scope);
  }

  @Override
  public Opened read(byte[] content, Optional<Password> password, CallScope scope) {
    Media media = reader.read(content, password.map(Password::text), scope);
    MediaFormat format = MediaFormat.of(content);
    boolean unlocked = password.isPresent() && format == MediaFormat.PDF;
    return new Opened(media, unlocked ? ((Document) media).bytes() : content, format.mediaType());
  }

  @Override
  public long largest() {
    return reader.limits().bytesPerMedium();
  }

  @Override
  public Media decode(byte[] content, CallScope scope) {
    return reader.read(content, scope);
  }
}
