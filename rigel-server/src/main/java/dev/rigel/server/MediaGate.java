package dev.rigel.server;

import dev.rigel.agent.turn.MediaOpener;
import dev.rigel.base.CallScope;
import dev.rigel.media.Media;
import dev.rigel.media.MediaFormat;
import dev.rigel.media.MediaReader;
import dev.rigel.media.MediaSource;
import dev.rigel.media.fetch.SafeFetcher;

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
  public Opened open(String source, boolean localFiles, CallScope scope) {
    return read((localFiles ? local : remote).content(source, scope), scope);
  }

  @Override
  public Opened read(byte[] content, CallScope scope) {
    return new Opened(reader.read(content, scope), content, MediaFormat.of(content).mediaType());
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
