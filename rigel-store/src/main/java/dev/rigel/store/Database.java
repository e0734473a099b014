package dev.rigel.store;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Where the rows are: the one seam between the stores' statements and a database engine. */
interface Database extends AutoCloseable {
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

  /** The same rows for a library that brings its own statements; each one commits by itself. */
  DataSource dataSource();

  @Override
  void close();
}
