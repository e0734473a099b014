package dev.rigel.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The tables of a PostgreSQL database, made and brought up to date by {@link Upgrade}, which lets
 * one of several nodes that start together do it. Its history says how old they are.
 */
final class PostgresSchema {
  private PostgresSchema() {}

  static void prepare(DataSource dataSource) throws SQLException {
    int version;
    try (Connection connection = dataSource.getConnection()) {
      version = version(connection);
    }
    Schema.check(version);
    if (version < Schema.LATEST) {
      Upgrade.run(dataSource, "postgresql", 0);
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery("SELECT to_regclass('flyway_schema_history') IS NOT NULL")) {
        row.next();
        if (!row.getBoolean(1)) {
          return 0;
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT coalesce(max(version::int), 0) FROM flyway_schema_history"
                  + " WHERE success AND version IS NOT NULL")) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
