package dev.rigel.language.embedding;

import dev.rigel.base.Hashes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Keeps the vectors of a list of texts on disk, so that they are computed once and not at each
 * start. A file is named after the model and the texts; it holds the number of vectors, their
 * length, their numbers, and a CRC-32C over all that. A file that disagrees is worthless, never an
 * error.
 */
public final class KeptVectors {
  private static final String PREFIX = "vectors-";
  private static final int KEPT = 4;

  private final Path folder;
  private final String model;

  /**
   * @param model what the vectors were made with
   */
  public KeptVectors(Path folder, String model) {
    this.folder = folder;
    this.model = model;
  }

  /** The vectors of exactly these texts. */
  public Optional<List<float[]>> read(List<String> texts) {
    try {
      ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file(texts)));
      int count = content.getInt();
      int length = content.getInt();
      if (count != texts.size()
          || length < 1
          || content.capacity() != 8 + 4L * count * length + 8
          || checksum(content.array()) != content.getLong(content.capacity() - 8)) {
        return Optional.empty();
      }
      List<float[]> vectors = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        float[] vector = new float[length];
        for (int j = 0; j < length; j++) {
          vector[j] = content.getFloat();
        }
        vectors.add(vector);
      }
      return Optional.of(vectors);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Keeps them; a disk that is full or read-only costs the next start some seconds, no more. */
  public void write(List<String> texts, List<float[]> vectors) {
    if (vectors.isEmpty() || vectors.size() != texts.size()) {
      return;
    }
    int length = vectors.getFirst().length;
    ByteBuffer content = ByteBuffer.allocate(8 + 4 * vectors.size() * length + 8);
    content.putInt(vectors.size()).putInt(length);
    for (float[] vector : vectors) {
      for (float number : vector) {
        content.putFloat(number);
      }
    }
    content.putLong(checksum(content.array()));
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, PREFIX, ".part");
      try {
        Files.write(temporary, content.array());
        Files.move(
            temporary,
            file(texts),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      removeOldest();
    } catch (IOException e) {
      // Computed again next time.
    }
  }

  private void removeOldest() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(file -> file.getFileName().toString().matches(PREFIX + "[0-9a-f]+"))
              .sorted((a, b) -> Long.compare(b.toFile().lastModified(), a.toFile().lastModified()))
              .toList();
    }
    for (Path file : files.subList(Math.min(KEPT, files.size()), files.size())) {
      Files.deleteIfExists(file);
    }
  }

  private Path file(List<String> texts) {
    String all = model + "\n" + String.join("\n", texts);
    return folder.resolve(PREFIX + Hashes.sha256(all).substring(0, 32));
  }

  /** Over all but the last eight bytes. */
  private static long checksum(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, content.length - 8);
    return crc.getValue();
  }
}
