package dev.rigel.server.resource;

import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.FilePurpose;
import dev.rigel.protocol.UploadAnnouncement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Takes files in: those that come whole, and those that are announced and come later. */
final class FileKeeping {
  private static final String UNNAMED = "file";
  private static final int LONGEST_NAME = 255;

  /** What a client is to declare for an announced file; its content is looked at when it came. */
  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("png", "image/png"),
          Map.entry("gif", "image/gif"),
          Map.entry("bmp", "image/bmp"),
          Map.entry("tif", "image/tiff"),
          Map.entry("tiff", "image/tiff"),
          Map.entry("webp", "image/webp"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("avi", "video/x-msvideo"),
          Map.entry("mkv", "video/x-matroska"),
          Map.entry("webm", "video/webm"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("doc", "application/msword"),
          Map.entry(
              "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("flac", "audio/flac"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("zip", "application/zip"),
          Map.entry("json", "application/json"),
          Map.entry("txt", "text/plain"));

  private final FileStore files;
  private final BlobStore blobs;
  private final Function<byte[], String> mediaTypes;
  private final Path folder;
  private final long limit;
  private final Clock clock;

  /**
   * @param mediaTypes tells what a content is by its first bytes
   * @param folder for files on their way in; what another process left there is deleted
   * @param limit the most bytes of one file
   */
  FileKeeping(
      FileStore files,
      BlobStore blobs,
      Function<byte[], String> mediaTypes,
      Path folder,
      long limit,
      Clock clock) {
    this.files = files;
    this.blobs = blobs;
    this.mediaTypes = mediaTypes;
    this.folder = folder;
    this.limit = limit;
    this.clock = clock;
    clear(folder);
  }

  private static void clear(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    } catch (IOException e) {
      throw IncomingFile.notWritten(e);
    }
  }

  long limit() {
    return limit;
  }

  IncomingFile incoming() {
    return IncomingFile.in(folder, limit);
  }

  /**
   * Keeps a file that has come whole. The same content under the same name and for the same purpose
   * is the same file.
   */
  StoredFile keep(
      String tenant, String filename, FilePurpose purpose, IncomingFile content, boolean shared) {
    String md5 = content.md5();
    String blob = store(content);
    String name = label(filename);
    Optional<StoredFile> same =
        files
            .byMd5(tenant, md5)
            .filter(file ->
                file.blob().equals(Optional.of(blob))
                    && file.filename().equals(name)
                    && file.purpose().equals(purpose.wireName()));
    if (same.isPresent()) {
      return same.get();
    }
    StoredFile file =
        new StoredFile(
            tenant,
            UUID.randomUUID().toString(),
            name,
            purpose.wireName(),
            mediaTypes.apply(content.head()),
            Optional.of(blob),
            content.size(),
            Optional.of(md5),
            shared,
            Instant.now(clock));
    files.add(file);
    return file;
  }

  /** Keeps the announcement of a file, whose content comes later. */
  StoredFile announce(String tenant, UploadAnnouncement announcement) {
    String name = label(announcement.filename());
    StoredFile file =
        new StoredFile(
            tenant,
            UUID.randomUUID().toString(),
            name,
            announcement.purpose().wireName(),
            BY_EXTENSION.getOrDefault(extension(name), "application/octet-stream"),
            Optional.empty(),
            0,
            Optional.empty(),
            false,
            Instant.now(clock));
    files.add(file);
    return file;
  }

  /**
   * Gives an announced file its content. The same content may come again.
   *
   * @throws RigelException {@code forbidden} when the file is gone or has other content already
   */
  void complete(String tenant, String id, IncomingFile content) {
    String md5 = content.md5();
    String blob = store(content);
    boolean taken =
        files.complete(tenant, id, blob, content.size(), md5, mediaTypes.apply(content.head()));
    if (!taken) {
      throw new RigelException(
          ErrorCode.FORBIDDEN,
          "This upload URL is used up: its file was deleted, or has other content already.");
    }
  }

  private String store(IncomingFile content) {
    try (InputStream bytes = content.open()) {
      return blobs.put(bytes);
    } catch (IOException | UncheckedIOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INTERNAL, "The file cannot be read back from its temporary place.");
    }
  }

  /** The last part of a path, without what no list or header should have to show. */
  private static String label(String filename) {
    String last =
        filename.substring(1 + Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')));
    StringBuilder clean = new StringBuilder();
    last.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.isValidCodePoint(c))
        .filter(c -> c > 0xffff || !Character.isSurrogate((char) c))
        .limit(LONGEST_NAME)
        .forEach(clean::appendCodePoint);
    String label = clean.toString().strip();
    return label.isEmpty() || label.equals(".") || label.equals("..") ? UNNAMED : label;
  }

  /** In lower case, without the point; empty when there is none or it is none. */
  static String extension(String filename) {
    int point = filename.lastIndexOf('.');
    String extension = point < 0 ? "" : filename.substring(point + 1).toLowerCase(Locale.ROOT);
    return extension.matches("[a-z0-9]{1,16}") ? extension : "";
  }
}
