package dev.rigel.language.embedded.child;

import dev.rigel.base.Hashes;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Keeps the evaluated states of fixed prefixes on disk, so that half a minute of computing becomes
 * a few milliseconds of reading.
 *
 * <p>llama.cpp's own state has no checksum and its file loader ends the process on a truncated
 * file. So a file here is: eight bytes of magic; the length of the identity and the identity
 * (model, library, settings and every token, as text); the length of the state; a CRC-32C over
 * identity and state; the state. Whatever disagrees makes the file worthless, never an error.
 */
final class PrefixStates {
  private static final byte[] MAGIC = "RIGELKV1".getBytes(StandardCharsets.US_ASCII);
  private static final String SUFFIX = ".state";

  private final Path folder;
  private final int kept;
  private final String setting;

  /**
   * @param setting everything besides the tokens that a state depends on
   */
  PrefixStates(Path folder, int kept, String setting) {
    this.folder = folder;
    this.kept = kept;
    this.setting = setting;
  }

  /** The state of exactly these tokens, in memory of the arena. */
  Optional<MemorySegment> read(int[] tokens, Arena arena) {
    byte[] identity = identity(tokens);
    Path file = file(identity);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      int fixed = MAGIC.length + 4 + identity.length + 8 + 8;
      if (size < fixed || size > Integer.MAX_VALUE) {
        return Optional.empty();
      }
      MemorySegment content = arena.allocate(size, 64);
      ByteBuffer buffer = content.asByteBuffer();
      while (buffer.hasRemaining()) {
        if (channel.read(buffer) < 0) {
          return Optional.empty();
        }
      }
      buffer.flip();
      byte[] magic = new byte[MAGIC.length];
      buffer.get(magic);
      if (!java.util.Arrays.equals(magic, MAGIC) || buffer.getInt() != identity.length) {
        return Optional.empty();
      }
      byte[] found = new byte[identity.length];
      buffer.get(found);
      long stateLength = buffer.getLong();
      long checksum = buffer.getLong();
      if (!java.util.Arrays.equals(found, identity) || stateLength != size - fixed) {
        return Optional.empty();
      }
      MemorySegment state = content.asSlice(fixed);
      if (checksum(identity, state) != checksum) {
        return Optional.empty();
      }
      // The time of use decides which file goes when there are too many.
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return Optional.of(state);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Writes beside the file and renames, so that a reader never sees half a file. */
  void write(int[] tokens, MemorySegment state) {
    byte[] identity = identity(tokens);
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, "prefix-", ".part");
      try {
        ByteBuffer head = ByteBuffer.allocate(MAGIC.length + 4 + identity.length + 8 + 8);
        head.put(MAGIC).putInt(identity.length).put(identity);
        head.putLong(state.byteSize()).putLong(checksum(identity, state)).flip();
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          writeAll(channel, head);
          writeAll(channel, state.asByteBuffer());
        }
        Files.move(
            temporary,
            file(identity),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      removeOldest();
    } catch (IOException e) {
      // A full or read-only disk costs the next start some seconds, not this request its answer.
      System.err.println("the state of a prompt prefix cannot be kept: " + e.getClass().getName());
    }
  }

  /** A file that llama.cpp itself refused. */
  void forget(int[] tokens) {
    try {
      Files.deleteIfExists(file(identity(tokens)));
    } catch (IOException e) {
      // It will be overwritten.
    }
  }

  private void removeOldest() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(file -> file.toString().endsWith(SUFFIX))
              .sorted(Comparator.comparing(PrefixStates::lastUse).reversed())
              .toList();
    }
    for (Path file : files.subList(Math.min(kept, files.size()), files.size())) {
      Files.deleteIfExists(file);
    }
  }

  private static FileTime lastUse(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private Path file(byte[] identity) {
    return folder.resolve("prefix-" + Hashes.sha256(identity).substring(0, 32) + SUFFIX);
  }

  private byte[] identity(int[] tokens) {
    StringBuilder text = new StringBuilder(setting).append("\ntokens");
    for (int token : tokens) {
      text.append(' ').append(token);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static long checksum(byte[] identity, MemorySegment state) {
    CRC32C crc = new CRC32C();
    crc.update(identity);
    crc.update(state.asByteBuffer());
    return crc.getValue();
  }
}
