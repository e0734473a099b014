package dev.rigel.server.resource;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A file on its way in: written to a temporary place, measured and hashed as it comes. Deleted when
 * closed; what is to last is taken from {@link #open} before.
 */
final class IncomingFile implements AutoCloseable {
  /** So much of the start tells what it is. */
  private static final int HEAD_BYTES = 8 * 1024;

  private final Path path;
  private final long limit;
  private final Sink sink;
  private final MessageDigest md5 = Hashes.md5();
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private long size;

  private IncomingFile(Path path, long limit, OutputStream target) {
    this.path = path;
    this.limit = limit;
    this.sink = new Sink(target);
  }

  /**
   * @param folder for temporary files
   * @param limit the most bytes it may have
   */
  static IncomingFile in(Path folder, long limit) {
    try {
      Files.createDirectories(folder);
      Path path = Files.createTempFile(folder, "upload-", "");
      return new IncomingFile(path, limit, Files.newOutputStream(path));
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  static RigelException notWritten(IOException cause) {
    return RigelException.causedBy(
        cause,
        ErrorCode.INTERNAL,
        "The file cannot be stored: the disk is full or the data folder is not writable.");
  }

  /** Takes the content. */
  OutputStream sink() {
    return sink;
  }

  /** The content, to be closed by the caller; after the sink was closed. */
  InputStream open() throws IOException {
    return Files.newInputStream(path);
  }

  long size() {
    return size;
  }

  /** The first kilobytes. */
  byte[] head() {
    return head.toByteArray();
  }

  /** MD5 of the content in lower-case hexadecimal; once, at the end. */
  String md5() {
    return HexFormat.of().formatHex(md5.digest());
  }

  @Override
  public void close() {
    try {
      sink.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private final class Sink extends OutputStream {
    private final OutputStream target;

    private Sink(OutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      size += length;
      if (size > limit) {
        throw new RigelException(
            ErrorCode.TOO_LARGE,
            "The file is larger than "
                + limit
                + " bytes, the most that this server takes; RIGEL_UPLOAD_BYTES sets the limit.");
      }
      md5.update(bytes, offset, length);
      if (head.size() < HEAD_BYTES) {
        head.write(bytes, offset, Math.min(length, HEAD_BYTES - head.size()));
      }
      try {
        target.write(bytes, offset, length);
      } catch (IOException e) {
        throw notWritten(e);
      }
    }

    @Override
    public void close() throws IOException {
      target.close();
    }
  }
}
