package dev.rigel.media;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.fetch.SafeFetcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Turns what a request names as a medium (a data URI, an http(s) URL, or where that is allowed the
 * path of a file) into the medium.
 */
public final class MediaSource {
  /** Content that this server has itself and so need not fetch. */
  @FunctionalInterface
  public interface OwnContent {
    /** None, for everything is fetched. */
    OwnContent NONE = _ -> Optional.empty();

    /** The content behind one of this server's own URLs; empty for all other URLs. */
    Optional<byte[]> at(String url);
  }

  private final MediaReader reader;
  private final SafeFetcher fetcher;
  private final OwnContent ownContent;
  private final boolean readsFiles;

  private MediaSource(
      MediaReader reader, SafeFetcher fetcher, OwnContent ownContent, boolean readsFiles) {
    this.reader = requireNonNull(reader, "reader");
    this.fetcher = requireNonNull(fetcher, "fetcher");
    this.ownContent = requireNonNull(ownContent, "ownContent");
    this.readsFiles = readsFiles;
  }

  /** For requests from others: no file is ever read. */
  public static MediaSource remote(MediaReader reader, SafeFetcher fetcher, OwnContent ownContent) {
    return new MediaSource(reader, fetcher, ownContent, false);
  }

  /** For the person at the command line: paths of files too. */
  public static MediaSource local(MediaReader reader, SafeFetcher fetcher) {
    return new MediaSource(reader, fetcher, OwnContent.NONE, true);
  }

  /**
   * The medium.
   *
   * @param param where in the request the source stands; every refusal names it
   */
  public Media read(String source, String param, CallScope scope) {
    try {
      return reader.read(content(source, scope), scope);
    } catch (RigelException e) {
      throw e.at(param);
    }
  }

  /** The bytes behind the source, of any kind. */
  public byte[] content(String source, CallScope scope) {
    if (source.isBlank()) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST, "The medium is empty; give a data URI or an http(s) URL.");
    }
    if (DataUri.is(source)) {
      return DataUri.decode(source, reader.limits().bytesPerMedium());
    }
    if (SafeFetcher.isUrl(source)) {
      return ownContent.at(source.strip()).orElseGet(() -> fetched(source, scope));
    }
    if (readsFiles) {
      return file(source);
    }
    throw new RigelException(
        ErrorCode.INVALID_REQUEST,
        "The medium is neither a data URI (data:image/png;base64,…) nor an http:// or https:// URL.");
  }

  /** A page behind an address is far more often an error's than the document that was meant. */
  private byte[] fetched(String source, CallScope scope) {
    byte[] content = fetcher.fetch(source, scope);
    if (MediaFormat.of(content) == MediaFormat.HTML) {
      throw new RigelException(
          ErrorCode.UNSUPPORTED_MEDIA,
          "The URL answers with an HTML page, not with a medium; to have a page read, upload it.");
    }
    return content;
  }

  private byte[] file(String source) {
    try {
      Path path = Path.of(source);
      // Devices and pipes may never end.
      if (!Files.isRegularFile(path)) {
        throw new RigelException(ErrorCode.NOT_FOUND, "There is no file " + source + ".");
      }
      if (Files.size(path) > reader.limits().bytesPerMedium()) {
        throw new RigelException(
            ErrorCode.TOO_LARGE,
            "The file %s is larger than %,d bytes, the most that one medium may have."
                .formatted(source, reader.limits().bytesPerMedium()));
      }
      return Files.readAllBytes(path);
    } catch (InvalidPathException e) {
      throw RigelException.causedBy(
          e, ErrorCode.NOT_FOUND, "The medium is neither a URL nor the path of a file.");
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.NOT_FOUND, "The file " + source + " cannot be read.");
    }
  }
}
