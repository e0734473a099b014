package dev.rigel.store;

import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Where the rows are: the one seam between the stores' statements and a database engine. */
interface Database extends BlobLocks, AutoCloseable {
  /** Work on a connection. */
  interface Work<T> {
    T on(Sql sql) throws SQLException;
  }

  /**
   * Runs the work on the last committed state.
   *
   * @param what is read, as the subject of a message
   */
  <T> T read(String what, Work<T> work);

  /**
   * Runs the work in one transaction: all of it lasts when this returns, or nothing of it. The work
   * may run again where others changed the same rows meanwhile.
   *
   * @param what is stored, as the subject of a message
   */
  <T> T write(String what, Work<T> work);

  /**
   * Runs work of several statements, all of which see the same state.
   *
   * @param what is read, as the subject of a message
   */
  <T> T snapshot(String what, Work<T> work);

  /**
   * Runs the work while nobody else, on any node, runs work under this name. The work does not use
   * the database.
   */
  @Override
  <T> T locked(String name, Supplier<T> work);

  /** Lets new rows of a table be numbered after those that came with their numbers. */
  void keysWereImported(Sql sql, String table) throws SQLException;

  /** The same rows for a library that brings its own statements; each one commits by itself. */
  DataSource dataSource();

  @Override
  void close();
}
