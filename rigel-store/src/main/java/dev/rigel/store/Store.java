package dev.rigel.store;

import dev.rigel.agent.port.AgentStore;
import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.DeliveryStore;
import dev.rigel.agent.port.ExecutionStore;
import dev.rigel.agent.port.FeedbackStore;
import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.JobQueue;
import dev.rigel.agent.port.KeyStore;
import dev.rigel.agent.port.ProgramStore;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.SkillStore;
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
  private final BlobStore blobs;
  private final JobQueue jobs;

  private Store(FolderLock lock, String node, Database database, BlobStore blobs) {
    this.lock = lock;
    this.database = database;
    this.blobs = blobs;
    this.jobs = new SqlJobQueue(database, node);
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
      String node = NodeName.of(dataFolder);
      Database database = SqliteDatabase.open(dataFolder.resolve("rigel.db"), durability);
      return new Store(lock, node, database, blobs);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  public SessionStore sessions() {
    return new SqlSessionStore(database);
  }

  public FileStore files() {
    return new SqlFileStore(database);
  }

  public SkillStore skills() {
    return new SqlSkillStore(database);
  }

  public AgentStore agents() {
    return new SqlAgentStore(database);
  }

  public ExecutionStore executions() {
    return new SqlExecutionStore(database);
  }

  public DeliveryStore deliveries() {
    return new SqlDeliveryStore(database);
  }

  public FeedbackStore feedback() {
    return new SqlFeedbackStore(database);
  }

  public ProgramStore programs() {
    return new SqlProgramStore(database);
  }

  public KeyStore keys() {
    return new SqlKeyStore(database);
  }

  /** Stopped with the store. */
  public JobQueue jobs() {
    return jobs;
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
    jobs.stop();
    database.close();
    lock.close();
  }
}
