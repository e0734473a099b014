package dev.rigel.store;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A SQLite file with a write-ahead log: one connection that writes and one that reads, so that
 * readers see committed turns while one is being written.
 */
final class Database implements AutoCloseable {
  /** Work on a connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private static final int BUSY_MILLISECONDS = 5_000;

  private final Connection writer;
  private final Connection reader;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final ReentrantLock reading = new ReentrantLock(true);

  private Database(Connection writer, Connection reader) {
    this.writer = writer;
    this.reader = reader;
  }

  static Database open(Path file, Durability durability) {
    try {
      Connection writer = connect(file, durability);
      try {
        Migrations.run(writer);
        writer.setAutoCommit(false);
        return new Database(writer, connect(file, durability));
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failure(e, "The database " + file + " cannot be opened");
    }
  }

  private static Connection connect(Path file, Durability durability) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(
        switch (durability) {
          case NORMAL -> SQLiteConfig.SynchronousMode.NORMAL;
          case FULL -> SQLiteConfig.SynchronousMode.FULL;
        });
    config.setBusyTimeout(BUSY_MILLISECONDS);
    config.enforceForeignKeys(true);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    Properties properties = config.toProperties();
    return JDBC.createConnection("jdbc:sqlite:" + file, properties);
  }

  /** Runs the work on the last committed state. */
  <T> T read(String what, Work<T> work) {
    reading.lock();
    try {
      return work.on(reader);
    } catch (SQLException e) {
      throw failure(e, what + " cannot be read");
    } finally {
      reading.unlock();
    }
  }

  /** Runs the work in one transaction: all of it lasts when this returns, or nothing of it. */
  <T> T write(String what, Work<T> work) {
    writing.lock();
    try {
      boolean done = false;
      try {
        T result = work.on(writer);
        writer.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          writer.rollback();
        }
      }
    } catch (SQLException e) {
      throw failure(e, what + " cannot be stored");
    } finally {
      writing.unlock();
    }
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
    writing.lock();
    reading.lock();
    try {
      reader.close();
      writer.close();
    } catch (SQLException e) {
      throw failure(e, "The database cannot be closed");
    } finally {
      reading.unlock();
      writing.unlock();
    }
  }
}
