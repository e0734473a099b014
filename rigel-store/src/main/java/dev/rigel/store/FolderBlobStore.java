package dev.rigel.store;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Blobs as files named by their content's hash, in folders by its first two digits. A file appears
 * under its name only when it is whole.
 */
final class FolderBlobStore implements BlobStorage {
  private static final String OWNER = "owner";
  private static final int BATCH = 500;
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final Path unfinished;
  private final Durability durability;
  private final StripedLocks locks = new StripedLocks();

  /** The folder belongs to this process: what another one left unfinished is removed. */
  FolderBlobStore(Path folder, Durability durability) {
    this.folder = folder;
    this.unfinished = folder.resolve("unfinished");
    this.durability = durability;
    try {
      Files.createDirectories(unfinished);
      try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(unfinished)) {
        for (Path leftover : leftovers) {
          Files.delete(leftover);
        }
      }
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INTERNAL, "The folder for media " + folder + " cannot be written.");
    }
  }

  @Override
  public String put(byte[] content) {
    String key = Hashes.sha256(content);
    try {
      if (!isKept(key)) {
        Path temporary = Files.createTempFile(unfinished, "blob", "");
        try {
          write(content, temporary);
          publish(temporary, key);
        } finally {
          Files.deleteIfExists(temporary);
        }
      }
      return key;
    } catch (IOException e) {
      throw notStored(e);
    }
  }

  @Override
  public String put(InputStream content) {
    try {
      Path temporary = Files.createTempFile(unfinished, "blob", "");
      try {
        String key = copy(content, temporary);
        if (!isKept(key)) {
          publish(temporary, key);
        }
        return key;
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw notStored(e);
    }
  }

  /** Whether the blob is there and whole; then it counts as put now. */
  private boolean isKept(String key) throws IOException {
    if (!isWhole(key)) {
      return false;
    }
    ReentrantLock lock = locks.of(key);
    lock.lock();
    try {
      Files.setLastModifiedTime(file(key), FileTime.from(Instant.now()));
      return true;
    } catch (NoSuchFileException e) {
      // Swept away since it was looked at.
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void write(byte[] content, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      sync(channel);
    }
  }

  /** Gives the hash of what was copied. */
  private String copy(InputStream content, Path file) throws IOException {
    MessageDigest digest = Hashes.sha256();
    byte[] buffer = new byte[64 * 1024];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int read = read(content, buffer); read >= 0; read = read(content, buffer)) {
        digest.update(buffer, 0, read);
        ByteBuffer part = ByteBuffer.wrap(buffer, 0, read);
        while (part.hasRemaining()) {
          channel.write(part);
        }
      }
      sync(channel);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Tells a source that breaks off from a disk that does not take it. */
  private static int read(InputStream content, byte[] buffer) {
    try {
      return content.read(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RigelException notStored(IOException cause) {
    return RigelException.causedBy(
        cause,
        ErrorCode.INTERNAL,
        "A medium cannot be stored: the disk is full or the data folder is not writable.");
  }

  private void sync(FileChannel channel) throws IOException {
    if (durability == Durability.FULL) {
      channel.force(true);
    }
  }

  /** Gives a whole file its name; a damaged one of this name is replaced. */
  private void publish(Path temporary, String key) throws IOException {
    Path file = file(key);
    Path parent = requireNonNull(file.getParent());
    boolean newFolder = !Files.exists(parent);
    if (newFolder) {
      Files.createDirectories(parent);
    }
    ReentrantLock lock = locks.of(key);
    lock.lock();
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      lock.unlock();
    }
    if (durability == Durability.FULL) {
      syncFolder(parent);
      if (newFolder) {
        syncFolder(folder);
      }
    }
  }

  /** A new name is on the disk only when its folder is. */
  private static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public Optional<InputStream> open(String key) {
    if (!KEY.matcher(key).matches()) {
      return Optional.empty();
    }
    Path file = file(key);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      // Checked before the first byte is given out: half an answer cannot be taken back.
      if (!isWhole(key)) {
        throw new RigelException(
            ErrorCode.INTERNAL, "A stored medium is damaged on disk. Send or make it again.");
      }
      return Optional.of(Files.newInputStream(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw RigelException.causedBy(e, ErrorCode.INTERNAL, "A stored medium cannot be read.");
    }
  }

  private boolean isWhole(String key) throws IOException {
    Path file = file(key);
    MessageDigest digest = Hashes.sha256();
    byte[] buffer = new byte[64 * 1024];
    try (InputStream content = Files.newInputStream(file)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (NoSuchFileException e) {
      return false;
    }
    return HexFormat.of().formatHex(digest.digest()).equals(key);
  }

  private Path file(String key) {
    return folder.resolve(key.substring(0, 2)).resolve(key);
  }

  @Override
  public Optional<String> owner() {
    try {
      return Optional.of(Files.readString(folder.resolve(OWNER)).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INTERNAL, "The folder for media " + folder + " cannot be read.");
    }
  }

  @Override
  public void claim(String owner) {
    try {
      Files.writeString(folder.resolve(OWNER), owner + "\n");
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INTERNAL, "The folder for media " + folder + " cannot be written.");
    }
  }

  @Override
  public void putBefore(Instant limit, Consumer<List<String>> keys) {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
      for (Path part : parts) {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(part)) {
          for (Path file : files) {
            String key = String.valueOf(file.getFileName());
            if (KEY.matcher(key).matches() && isPutBefore(file, limit)) {
              found.add(key);
            }
            if (found.size() == BATCH) {
              keys.accept(found);
              found = new ArrayList<>();
            }
          }
        }
        if (!found.isEmpty()) {
          keys.accept(found);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INTERNAL, "The folder for media " + folder + " cannot be read.");
    }
  }

  private static boolean isPutBefore(Path file, Instant limit) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(limit);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public boolean deletePutBefore(String key, Instant limit) {
    ReentrantLock lock = locks.of(key);
    lock.lock();
    try {
      return isPutBefore(file(key), limit) && Files.deleteIfExists(file(key));
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INTERNAL, "A medium that nobody needs any more cannot be deleted.");
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {}
}
