package dev.rigel.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tables of a SQLite file. Its own {@code user_version} says how old they are. A new file gets
 * them by the numbered files run one after the other, in milliseconds; older tables are brought up
 * to date by {@link Upgrade}.
 */
final class SqliteSchema {
  static final String ENGINE = "sqlite";

  static final List<String> FILES =
      List.of(
          "V1__sessions.sql",
          "V2__answers_of_turns.sql",
          "V3__everything_else.sql",
          "V4__properties.sql");

  private SqliteSchema() {}

  /**
   * @param connection that commits by itself
   * @param dataSource gives other connections to the same file
   */
  static void prepare(Connection connection, DataSource dataSource) throws SQLException {
    int version = version(connection);
    Schema.check(version);
    if (version == Schema.LATEST) {
      return;
    }
    if (version == 0) {
      make(connection);
    } else {
      Upgrade.run(dataSource, ENGINE, version);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA user_version = " + Schema.LATEST);
      }
    }
  }

  private static void make(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String file : FILES) {
        for (String sql : text(file).split(";\\s*\n", -1)) {
          if (!sql.isBlank()) {
            statement.execute(sql);
          }
        }
      }
      statement.execute("PRAGMA user_version = " + Schema.LATEST);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static String text(String name) {
    try (InputStream file = SqliteSchema.class.getResourceAsStream(ENGINE + "/" + name)) {
      if (file == null) {
        throw new IllegalStateException("the file " + name + " is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
