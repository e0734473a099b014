package dev.rigel.store;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Function;

/**
 * One process owns a data folder. The operating system takes the lock away when its owner dies, so
 * a lock is never stale; only the text in the file can be, and it counts only while the lock is
 * held.
 */
public final class FolderLock implements AutoCloseable {
  private static final String NAME = "rigel.lock";

  /** Far behind the text, because Windows lets nobody read what is locked. */
  private static final long LOCKED_BYTE = 1L << 40;

  private static final int LONGEST_TEXT = 4_096;

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder.
   *
   * @throws RigelException when another process has it, or it cannot be written
   */
  public static FolderLock acquire(Path folder) {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              folder.resolve(NAME),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw RigelException.causedBy(
          e,
          ErrorCode.INTERNAL,
          "The data folder "
              + folder
              + " cannot be written. Choose another one with --data, or make this one writable.");
    }
    FolderLock lock = new FolderLock(channel);
    try {
      if (!lock.take()) {
        String owner = line(read(channel), 0).map(pid -> " (process " + pid + ")").orElse("");
        throw new RigelException(
            ErrorCode.INTERNAL,
            "The data folder "
                + folder
                + " is in use by another rigel"
                + owner
                + ". Stop that one, or choose another folder with --data.");
      }
      lock.write(ProcessHandle.current().pid() + "\n");
      return lock;
    } catch (IOException e) {
      lock.close();
      throw RigelException.causedBy(
          e, ErrorCode.INTERNAL, "The data folder " + folder + " cannot be locked.");
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Where the server that owns the folder listens; empty when no server runs on it. */
  public static Optional<URI> serverAddress(Path folder) {
    return whileHeld(folder, text -> line(text, 1).map(URI::create));
  }

  /** The process that owns the folder; empty when none does. */
  public static Optional<Long> owner(Path folder) {
    return whileHeld(folder, text -> line(text, 0).map(Long::valueOf));
  }

  private static <T> Optional<T> whileHeld(Path folder, Function<String, Optional<T>> reader) {
    try (FileChannel channel =
        FileChannel.open(folder.resolve(NAME), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FolderLock probe = new FolderLock(channel);
      return probe.tryOnce() ? Optional.empty() : reader.apply(read(channel));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      // Not ours to read, or half-written at this moment: as if there were no server.
      return Optional.empty();
    }
  }

  void publish(URI address) {
    try {
      write(ProcessHandle.current().pid() + "\n" + address + "\n");
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INTERNAL, "The server's address cannot be written to the data folder.");
    }
  }

  /** Tries for a moment: a process that only looks at the lock holds it for microseconds. */
  private boolean take() throws IOException {
    for (int attempt = 0; attempt < 10; attempt++) {
      if (tryOnce()) {
        return true;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private boolean tryOnce() throws IOException {
    try {
      // Released with the channel.
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    channel.truncate(0);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, buffer.position());
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(LONGEST_TEXT);
    while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) > 0) {
      // Reads on until the end.
    }
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
  }

  private static Optional<String> line(String text, int number) {
    return text.lines().skip(number).findFirst().filter(line -> !line.isBlank());
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INTERNAL, "The lock of the data folder cannot be given back.");
    }
  }
}
