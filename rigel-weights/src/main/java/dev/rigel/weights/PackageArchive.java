package dev.rigel.weights;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Takes single files out of a package's archive: a zip (wheel, jar) or a gzipped tar (npm). Paths
 * inside the archive are only compared, never used as paths on this machine.
 */
final class PackageArchive {
  private static final int TAR_BLOCK = 512;

  private final Path archive;

  PackageArchive(Path archive) {
    this.archive = archive;
  }

  /**
   * Appends each wanted file of the archive to its target.
   *
   * @param wanted path inside the package to target file
   * @param limit bytes that may be written altogether
   */
  void extract(Map<String, Path> wanted, long limit) throws SourceFailure, IOException {
    Map<String, Path> missing = new HashMap<>(wanted);
    try {
      if (archive.getFileName().toString().endsWith(".tgz")) {
        extractTar(missing, limit);
      } else {
        extractZip(missing, limit);
      }
    } catch (ZipException | EOFException e) {
      throw new SourceFailure("the package is damaged", e);
    }
    if (!missing.isEmpty()) {
      throw new SourceFailure("the package does not hold " + missing.keySet().iterator().next());
    }
  }

  private void extractZip(Map<String, Path> missing, long limit) throws SourceFailure, IOException {
    long left = limit;
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (Map.Entry<String, Path> wanted : Map.copyOf(missing).entrySet()) {
        ZipEntry entry = zip.getEntry(wanted.getKey());
        if (entry != null) {
          try (InputStream in = zip.getInputStream(entry)) {
            left -= append(in, wanted.getValue(), Long.MAX_VALUE, left);
          }
          missing.remove(wanted.getKey());
        }
      }
    }
  }

  private void extractTar(Map<String, Path> missing, long limit) throws SourceFailure, IOException {
    long left = limit;
    try (InputStream file = Files.newInputStream(archive);
        InputStream in = new BufferedInputStream(new GZIPInputStream(file, 1 << 16), 1 << 16)) {
      byte[] header = new byte[TAR_BLOCK];
      while (!missing.isEmpty()
          && in.readNBytes(header, 0, TAR_BLOCK) == TAR_BLOCK
          && header[0] != 0) {
        long size = octal(header, 124, 12);
        boolean regular = header[156] == '0' || header[156] == 0;
        Path target = regular ? missing.remove(withoutFirstFolder(name(header))) : null;
        if (target == null) {
          in.skipNBytes(size);
        } else {
          long written = append(in, target, size, left);
          if (written < size) {
            throw new EOFException("tar entry cut off");
          }
          left -= written;
        }
        in.skipNBytes((TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK);
      }
    }
  }

  private static long append(InputStream in, Path target, long count, long limit)
      throws SourceFailure, IOException {
    byte[] chunk = new byte[1 << 16];
    long written = 0;
    try (OutputStream out =
        Files.newOutputStream(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (written < count) {
        int read = in.read(chunk, 0, (int) Math.min(chunk.length, count - written));
        if (read < 0) {
          break;
        }
        written += read;
        if (written > limit) {
          throw new SourceFailure("the package holds more bytes than the file has");
        }
        out.write(chunk, 0, read);
      }
    }
    return written;
  }

  /** npm puts everything into one folder, usually called "package". */
  private static String withoutFirstFolder(String path) {
    return path.substring(path.indexOf('/') + 1);
  }

  private static String name(byte[] header) {
    String name = text(header, 0, 100);
    String prefix = text(header, 257, 5).equals("ustar") ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] header, int start, int length) {
    int end = start;
    while (end < start + length && header[end] != 0) {
      end++;
    }
    return new String(header, start, end - start, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] header, int start, int length) throws IOException {
    String digits = text(header, start, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new ZipException("not a tar header");
    }
  }
}
