package dev.rigel.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a store keeps what it is given.
 *
 * @param dataFolder belongs to this process; holds everything unless it is told otherwise
 * @param durability of what lies in the data folder
 * @param database a PostgreSQL database for the rows; empty for a SQLite file in the data folder
 * @param blobs another place for the blobs; empty for a folder in the data folder
 */
public record StoreSettings(
    Path dataFolder,
    Durability durability,
    Optional<PostgresUrl> database,
    Optional<BlobPlace> blobs) {
  /** Opens a place for blobs. */
  @FunctionalInterface
  public interface BlobPlace {
    /**
     * @param locks shared with the other users of the same database
     * @param scratch a folder for files that are needed for a moment; it belongs to this process
     *     and is emptied at its start
     */
    BlobStorage open(BlobLocks locks, Path scratch);
  }

  /** Everything in the data folder, safe against the process's death. */
  public static StoreSettings in(Path dataFolder) {
    return new StoreSettings(dataFolder, Durability.NORMAL, Optional.empty(), Optional.empty());
  }

  public StoreSettings with(Durability durability) {
    return new StoreSettings(dataFolder, durability, database, blobs);
  }
}
