package dev.rigel.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** A PostgreSQL database that several nodes may share. */
final class PostgresDatabase implements Database {
  private static final int CONNECTIONS = 10;
  private static final int IDLE_CONNECTIONS = 2;
  private static final long CONNECT_MILLISECONDS = 10_000;
  private static final int TRIES = 4;

  // Lost a race: serialization, deadlock, the same row made by somebody else.
  private static final Set<String> LOST = Set.of("40001", "40P01", "23505");

  private final HikariDataSource pool;
  private final TextCode texts = new NulFreeTexts();

  private PostgresDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  static PostgresDatabase open(PostgresUrl url) {
    HikariConfig configuration = new HikariConfig();
    configuration.setPoolName("rigel");
    configuration.setJdbcUrl(url.jdbcUrl());
    url.user().ifPresent(configuration::setUsername);
    url.password().ifPresent(configuration::setPassword);
    configuration.setMaximumPoolSize(CONNECTIONS);
    configuration.setMinimumIdle(IDLE_CONNECTIONS);
    configuration.setConnectionTimeout(CONNECT_MILLISECONDS);
    configuration.addDataSourceProperty("ApplicationName", "rigel");
    configuration.addDataSourceProperty("tcpKeepAlive", "true");
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(configuration);
    } catch (HikariPool.PoolInitializationException e) {
      throw e.getCause() instanceof SQLException cause
          ? failure(cause, "The database " + url + " cannot be opened")
          : RigelException.causedBy(
              e, ErrorCode.INTERNAL, "The database " + url + " does not answer.");
    }
    try {
      PostgresSchema.prepare(pool);
      return new PostgresDatabase(pool);
    } catch (SQLException e) {
      pool.close();
      throw failure(e, "The database " + url + " cannot be opened");
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  @Override
  public <T> T read(String what, Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      return work.on(new Sql(connection, texts, false));
    } catch (SQLException e) {
      throw failure(e, what + " cannot be read");
    }
  }

  @Override
  public <T> T snapshot(String what, Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      try {
        return work.on(new Sql(connection, texts, false));
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw failure(e, what + " cannot be read");
    }
  }

  @Override
  public <T> T write(String what, Work<T> work) {
    for (int left = TRIES - 1; ; left--) {
      try {
        return once(work);
      } catch (SQLException e) {
        if (left == 0 || !LOST.contains(String.valueOf(e.getSQLState()))) {
          throw failure(e, what + " cannot be stored");
        }
      }
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.on(new Sql(connection, texts, false));
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          undo(connection);
        }
      }
    }
  }

  private static void undo(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is gone, and the transaction with it.
    }
  }

  @Override
  public <T> T locked(String name, Supplier<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        new Sql(connection, texts, false)
            .first(
                "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?, 0))", Row::number, name);
        return work.get();
      } finally {
        undo(connection);
      }
    } catch (SQLException e) {
      throw failure(e, "The lock cannot be had");
    }
  }

  @Override
  public void keysWereImported(Sql sql, String table) throws SQLException {
    sql.first(
        "SELECT setval(pg_get_serial_sequence('"
            + table
            + "', 'key'), (SELECT coalesce(max(key), 0) + 1 FROM "
            + table
            + "), false)",
        Row::number);
  }

  @Override
  public DataSource dataSource() {
    return pool;
  }

  /** The driver's own text may repeat values and stays in the log. */
  private static RigelException failure(SQLException cause, String what) {
    String state = String.valueOf(cause.getSQLState());
    String reason =
        switch (state.length() < 2 ? state : state.substring(0, 2)) {
          case "08", "57" -> ": it does not answer.";
          case "28" -> ": it refuses the user or the password.";
          case "3D" -> ": there is no database of this name.";
          case "42" -> ": the tables are not as they should be, or the user may not use them.";
          case "53" -> ": the database server is out of space, memory or connections.";
          default -> ": the database refuses.";
        };
    return RigelException.causedBy(cause, ErrorCode.INTERNAL, what + reason);
  }

  @Override
  public void close() {
    pool.close();
  }
}
