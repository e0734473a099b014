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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that lasts. On one machine it is a SQLite file and a folder of blobs in the data folder; for
 * many nodes a PostgreSQL database and an object store. The data folder belongs to this process as
 * long as the store is open.
 */
public final class Store implements AutoCloseable {
  private final FolderLock lock;
  private final Database database;
  private final BlobStorage blobs;
  private final SigningKey signingKey;
  private final JobQueue jobs;
  private @Nullable Retention retention;

  private Store(
      FolderLock lock, Database database, BlobStorage blobs, SigningKey signingKey, String node) {
    this.lock = lock;
    this.database = database;
    this.blobs = blobs;
    this.signingKey = signingKey;
    this.jobs = new SqlJobQueue(database, node);
  }

  /** Opens the data folder, making it when it is not there, safe against the process's death. */
  public static Store open(Path dataFolder) {
    return open(StoreSettings.in(dataFolder));
  }

  public static Store open(Path dataFolder, Durability durability) {
    return open(StoreSettings.in(dataFolder).with(durability));
  }

  /**
   * @throws RigelException when the folder cannot be written or another process owns it, or the
   *     database or the object store cannot be reached
   */
  public static Store open(StoreSettings settings) {
    Path dataFolder = settings.dataFolder();
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
      String node = NodeName.of(dataFolder);
      Database database = database(settings);
      try {
        SigningKey signingKey = new SigningKey(dataFolder, settings.database().map(_ -> database));
        if (settings.database().isPresent()) {
          // Whoever reads the file finds what the other nodes sign with.
          signingKey.value();
        }
        return new Store(lock, database, blobs(settings, database), signingKey, node);
      } catch (RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Database database(StoreSettings settings) {
    // Not by a method's name, which would load the drivers of an engine that is not wanted.
    return settings.database().isPresent()
        ? PostgresDatabase.open(settings.database().get())
        : SqliteDatabase.open(settings.dataFolder().resolve("rigel.db"), settings.durability());
  }

  private static BlobStorage blobs(StoreSettings settings, BlobLocks locks) {
    return settings
        .blobs()
        .map(place -> place.open(locks, emptied(settings.dataFolder().resolve("scratch"))))
        .orElseGet(() ->
            new FolderBlobStore(settings.dataFolder().resolve("blobs"), settings.durability()));
  }

  private static Path emptied(Path folder) {
    try {
      Files.createDirectories(folder);
      try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder)) {
        for (Path leftover : leftovers) {
          Files.delete(leftover);
        }
      }
      return folder;
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INTERNAL, "The folder " + folder + " cannot be written.");
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

  /**
   * The secret of signed URLs, 32 bytes, the same on all nodes; made when it is first asked for.
   */
  public byte[] signingKey() {
    return signingKey.value();
  }

  /** Tells other processes where this one's server listens. */
  public void publishAddress(URI address) {
    lock.publish(address);
  }

  /**
   * Deletes from now on, each hour, what is too old and the media that nobody refers to.
   *
   * @param age after which sessions, ended executions and feedback go; empty when they never do
   */
  public void keepTidy(Optional<Duration> age) {
    if (retention != null) {
      throw new IllegalStateException("it is kept tidy already");
    }
    Retention made = new Retention(this, age);
    retention = made;
    made.start();
  }

  /** Deletes sessions last used, executions ended and feedback given before then. */
  void expire(Instant before) {
    Expiry expiry = new Expiry(database);
    expiry.sessions(before);
    expiry.executions(before);
    expiry.feedback(before);
  }

  /**
   * Deletes the blobs that nobody refers to and that were not put lately.
   *
   * @return how many
   */
  int sweep(Duration grace) {
    return new Sweep(database, blobs).run(Instant.now().minus(grace));
  }

  /**
   * Writes everything to a new file, from which {@link #importFrom} takes it into any other store.
   */
  public Transferred exportTo(Path file) {
    return new Export(database, blobs, signingKey).write(file);
  }

  /**
   * Takes everything from the file of an export.
   *
   * @throws RigelException when this store is not empty
   */
  public Transferred importFrom(Path file) {
    return new Import(database, blobs, signingKey).read(file);
  }

  @Override
  public void close() {
    if (retention != null) {
      retention.close();
    }
    jobs.stop();
    blobs.close();
    database.close();
    lock.close();
  }
}
