package dev.rigel.store;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The secret of signed URLs: a file in the data folder that only its owner may read. Nodes that
 * share a database also share the secret in it, and each has a copy in its folder.
 */
final class SigningKey {
  private static final int BYTES = 32;

  private final Path dataFolder;
  private final Optional<Database> shared;

  /**
   * @param dataFolder belongs to this process
   * @param shared the database that other nodes use too
   */
  SigningKey(Path dataFolder, Optional<Database> shared) {
    this.dataFolder = dataFolder;
    this.shared = shared;
  }

  /** The key, made when there is none. The file has it afterwards. */
  byte[] value() {
    try {
      if (shared.isPresent()) {
        byte[] value = HexFormat.of().parseHex(Property.SIGNING_KEY.of(shared.get()));
        if (!Files.exists(file()) || !Arrays.equals(Files.readAllBytes(file()), value)) {
          write(value);
        }
        return value;
      }
      if (!Files.exists(file())) {
        write(made());
      }
      byte[] value = Files.readAllBytes(file());
      if (value.length < BYTES) {
        throw new RigelException(
            ErrorCode.INTERNAL, file() + " is damaged. Delete it: older signed URLs end with it.");
      }
      return value;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Puts another one in its place. */
  void replace(byte[] value) {
    try {
      shared.ifPresent(
          database -> Property.SIGNING_KEY.set(database, HexFormat.of().formatHex(value)));
      write(value);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  static byte[] made() {
    byte[] made = new byte[BYTES];
    new SecureRandom().nextBytes(made);
    return made;
  }

  private Path file() {
    return dataFolder.resolve("signing.key");
  }

  private void write(byte[] value) throws IOException {
    Path whole = Files.createTempFile(dataFolder, "signing", "", onlyOwner());
    try {
      Files.write(whole, value, StandardOpenOption.WRITE);
      Files.move(whole, file(), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private RigelException failure(IOException cause) {
    return RigelException.causedBy(
        cause,
        ErrorCode.INTERNAL,
        "The key for signed URLs, " + file() + ", cannot be read or made.");
  }

  /** For a new file that nobody else may read, where the file system knows that. */
  static FileAttribute<?>[] onlyOwner() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
