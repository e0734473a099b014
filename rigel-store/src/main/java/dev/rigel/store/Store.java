package dev.rigel.store;

import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * All that lasts on one machine: a SQLite file and a folder of blobs in the data folder, which
 * belongs to this process as long as the store is open.
 */
public final class Store implements AutoCloseable {
  private final FolderLock lock;
  private final Database database;
  private final SqliteSessionStore sessions;
  private final FolderBlobStore blobs;

  private Store(FolderLock lock, Database database, FolderBlobStore blobs) {
    this.lock = lock;
    this.database = database;
    this.sessions = new SqliteSessionStore(database);
    this.blobs = blobs;
  }

  /** Opens the data folder, making it when it is not there, safe against the process's death. */
  public static Store open(Path dataFolder) {
    return open(dataFolder, Durability.NORMAL);
  }

  /**
   * @throws RigelException when the folder cannot be written or another process owns it
   */
  public static Store open(Path dataFolder, Durability durability) {
    try {
      Files.createDirectories(dataFolder);
    } catch (IOException e) {
      throw RigelException.causedBy(
          e,
          ErrorCode.INTERNAL,
          "The data folder "
              + dataFolder
              + " cannot be made. Choose another one with --data, or make this path writable.");
    }
    FolderLock lock = FolderLock.acquire(dataFolder);
    try {
      FolderBlobStore blobs = new FolderBlobStore(dataFolder.resolve("blobs"), durability);
      Database database = Database.open(dataFolder.resolve("rigel.db"), durability);
      return new Store(lock, database, blobs);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  public SessionStore sessions() {
    return sessions;
  }

  public BlobStore blobs() {
    return blobs;
  }

  /** Tells other processes where this one's server listens. */
  public void publishAddress(URI address) {
    lock.publish(address);
  }

  @Override
  public void close() {
    database.close();
    lock.close();
  }
}
