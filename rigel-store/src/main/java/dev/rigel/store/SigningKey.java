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
import java.util.HexFormat;

/**
 * The secret of signed URLs: in a file that only its owner may read where the data folder holds
 * everything, in the database where several nodes have to know it.
 */
sealed interface SigningKey {
  int BYTES = 32;

  byte[] value();

  /** Puts another one in its place. */
  void replace(byte[] value);

  /** Of a data folder that belongs to this process. */
  record InFolder(Path dataFolder) implements SigningKey {
    @Override
    public byte[] value() {
      try {
        if (!Files.exists(file())) {
          byte[] made = new byte[BYTES];
          new SecureRandom().nextBytes(made);
          write(made);
        }
        byte[] value = Files.readAllBytes(file());
        if (value.length < BYTES) {
          throw new RigelException(
              ErrorCode.INTERNAL,
              file() + " is damaged. Delete it: older signed URLs end with it.");
        }
        return value;
      } catch (IOException e) {
        throw failure(e);
      }
    }

    @Override
    public void replace(byte[] value) {
      try {
        write(value);
      } catch (IOException e) {
        throw failure(e);
      }
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
  }

  /** Of a database. */
  record InDatabase(Database database) implements SigningKey {
    @Override
    public byte[] value() {
      return HexFormat.of().parseHex(Property.SIGNING_KEY.of(database));
    }

    @Override
    public void replace(byte[] value) {
      Property.SIGNING_KEY.set(database, HexFormat.of().formatHex(value));
    }
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
