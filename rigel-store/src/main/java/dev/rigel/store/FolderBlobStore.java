package dev.rigel.store;

import dev.rigel.agent.port.BlobStore;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Blobs as files named by their content's hash, in folders by its first two digits. A file appears
 * under its name only when it is whole.
 */
final class FolderBlobStore implements BlobStore {
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final Path unfinished;
  private final Durability durability;

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
    Path file = file(key);
    try {
      // A damaged file of this name is replaced.
      if (!isWhole(file, key)) {
        write(content, file);
      }
      return key;
    } catch (IOException e) {
      throw RigelException.causedBy(
          e,
          ErrorCode.INTERNAL,
          "A medium cannot be stored: the disk is full or the data folder is not writable.");
    }
  }

  private void write(byte[] content, Path file) throws IOException {
    Path parent = file.getParent();
    boolean newFolder = parent != null && !Files.exists(parent);
    if (newFolder) {
      Files.createDirectories(parent);
    }
    Path temporary = Files.createTempFile(unfinished, "blob", "");
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        if (durability == Durability.FULL) {
          channel.force(true);
        }
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    if (durability == Durability.FULL && parent != null) {
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
      if (!isWhole(file, key)) {
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

  private static boolean isWhole(Path file, String key) throws IOException {
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
}
