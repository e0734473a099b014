package dev.rigel.store;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A SQLite file with a write-ahead log: one connection that writes and one that reads, so that
 * readers see committed turns while one is being written.
 */
final class SqliteDatabase implements Database {
  private static final int BUSY_MILLISECONDS = 5_000;

  private final Connection writer;
  private final Connection reader;
  private final Sql writing;
  private final Sql reading;
  private final GroupCommit commits;
  private final DataSource shared;
  private final ReentrantLock writerLock = new ReentrantLock(true);
  private final ReentrantLock readerLock = new ReentrantLock(true);
  private final StripedLocks locks = new StripedLocks();

  private SqliteDatabase(Connection writer, Connection reader) {
    this.writer = writer;
    this.reader = reader;
    this.writing = new Sql(writer, TextCode.PLAIN, true);
    this.reading = new Sql(reader, TextCode.PLAIN, true);
    this.commits = new GroupCommit(writing, writerLock);
    this.shared = new SharedConnection(writer, writerLock);
  }

  static SqliteDatabase open(Path file, Durability durability) {
    try {
      SQLiteDataSource source = source(file, durability);
      Connection writer = source.getConnection();
      try {
        SqliteSchema.prepare(writer, source);
        return new SqliteDatabase(writer, source.getConnection());
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failure(e, "The database " + file + " cannot be opened");
    }
  }

  private static SQLiteDataSource source(Path file, Durability durability) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(
        switch (durability) {
          case NORMAL -> SQLiteConfig.SynchronousMode.NORMAL;
          case FULL -> SQLiteConfig.SynchronousMode.FULL;
        });
    config.setBusyTimeout(BUSY_MILLISECONDS);
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  @Override
  public <T> T read(String what, Work<T> work) {
    readerLock.lock();
    try {
      return work.on(reading);
    } catch (SQLException e) {
      throw failure(e, what + " cannot be read");
    } finally {
      readerLock.unlock();
    }
  }

  @Override
  public <T> T snapshot(String what, Work<T> work) {
    return read(
        what,
        sql -> {
          sql.execute("BEGIN");
          try {
            return work.on(sql);
          } finally {
            sql.execute("COMMIT");
          }
        });
  }

  @Override
  public <T> T locked(String name, Supplier<T> work) {
    ReentrantLock lock = locks.of(name);
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void keysWereImported(Sql sql, String table) {
    // A new row gets the number after the largest there is.
  }

  @Override
  public <T> T write(String what, Work<T> work) {
    try {
      return commits.write(work);
    } catch (SQLException e) {
      throw failure(e, what + " cannot be stored");
    }
  }

  @Override
  public DataSource dataSource() {
    return shared;
  }

  /** The driver's own text may name files and stays in the log. */
  static RigelException failure(SQLException cause, String what) {
    SQLiteErrorCode code =
        cause instanceof SQLiteException e ? e.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    String reason =
        switch (code) {
          case SQLITE_FULL -> ": the disk is full.";
          case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY_DIRECTORY ->
              ": the data folder is not writable.";
          case SQLITE_CORRUPT, SQLITE_NOTADB ->
              ": the database file is damaged. Put back a backup, or choose another data folder.";
          default -> ": the database refuses.";
        };
    return RigelException.causedBy(cause, ErrorCode.INTERNAL, what + reason);
  }

  @Override
  public void close() {
    // Nobody is cut off in the middle of a transaction.
    writerLock.lock();
    readerLock.lock();
    try {
      reader.close();
      writer.close();
    } catch (SQLException e) {
      throw failure(e, "The database cannot be closed");
    } finally {
      readerLock.unlock();
      writerLock.unlock();
    }
  }
}
