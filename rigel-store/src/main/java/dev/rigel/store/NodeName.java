package dev.rigel.store;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/** The name by which a data folder's owner signs its jobs, the same in each of its lives. */
final class NodeName {
  private NodeName() {}

  /** Reads the name, or makes one. The folder belongs to this process. */
  static String of(Path dataFolder) {
    Path file = dataFolder.resolve("node.id");
    try {
      try {
        return "rigel-" + UUID.fromString(Files.readString(file).strip());
      } catch (NoSuchFileException | IllegalArgumentException e) {
        UUID made = UUID.randomUUID();
        Files.writeString(file, made + "\n");
        return "rigel-" + made;
      }
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INTERNAL, "The file " + file + " can be neither read nor written.");
    }
  }
}
