package dev.rigel.media.office;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The parts of a zip archive in memory. All of them together may have so many bytes when they are
 * unpacked; more is a bomb. Names are only looked up, never used as paths.
 */
final class Archive {
  static final long MOST_BYTES = 256L << 20;
  static final int MOST_PARTS = 20_000;
  private static final int CHUNK = 64 * 1024;

  private final Map<String, byte[]> parts = new LinkedHashMap<>();

  private Archive() {}

  /** Unpacks everything once; pictures, sounds and films are counted and dropped. */
  static Archive of(byte[] content) throws IOException {
    return of(content, Archive::isText);
  }

  /** The same; pictures that can be set are kept. */
  static Archive withPictures(byte[] content) throws IOException {
    return of(content, name -> isText(name) || name.matches("(?i).*\\.(png|jpe?g)"));
  }

  private static Archive of(byte[] content, Predicate<String> wanted) throws IOException {
    Archive archive = new Archive();
    long left = MOST_BYTES;
    byte[] chunk = new byte[CHUNK];
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        boolean kept = wanted.test(entry.getName());
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        for (int read = zip.read(chunk); read >= 0; read = zip.read(chunk)) {
          if (Thread.currentThread().isInterrupted()) {
            throw new IOException("interrupted");
          }
          left -= read;
          if (left < 0) {
            throw bomb();
          }
          if (kept) {
            part.write(chunk, 0, read);
          }
        }
        if (kept) {
          archive.parts.put(entry.getName(), part.toByteArray());
        }
        if (archive.parts.size() > MOST_PARTS) {
          throw tooManyParts();
        }
      }
    }
    return archive;
  }

  Optional<byte[]> part(String name) {
    return Optional.ofNullable(parts.get(name));
  }

  byte[] required(String name) throws IOException {
    byte[] part = parts.get(name);
    if (part == null) {
      throw new IOException("no part " + name);
    }
    return part;
  }

  static RigelException bomb() {
    return new RigelException(
        ErrorCode.MEDIA_REFUSED,
        "The document unpacks to more than %,d bytes; it is refused as a bomb."
            .formatted(MOST_BYTES));
  }

  static RigelException tooManyParts() {
    return new RigelException(
        ErrorCode.MEDIA_REFUSED,
        "The document has more than %,d parts; it is refused.".formatted(MOST_PARTS));
  }

  private static boolean isText(String name) {
    return !name.matches(
        "(?i).*\\.(png|jpe?g|gif|tiff?|bmp|emf|wmf|svgz?|mp[34]|wav|ogg|avi|mov|bin|ttf|otf|woff2?)");
  }
}
