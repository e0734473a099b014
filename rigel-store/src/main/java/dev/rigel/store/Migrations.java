package dev.rigel.store;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Brings the tables up to date: the numbered SQL files beside this class, each in a transaction
 * with SQLite's own version number. A migration, once released, is never changed.
 *
 * <p>A library for this takes longer to start than the whole server may.
 */
final class Migrations {
  private static final int LATEST = 3;

  private Migrations() {}

  static void run(Connection connection) throws SQLException {
    int version = version(connection);
    if (version > LATEST) {
      throw new RigelException(
          ErrorCode.INTERNAL,
          "The data folder was written by a newer version of rigel. Use that version, or choose"
              + " another folder with --data.");
    }
    connection.setAutoCommit(false);
    while (version < LATEST) {
      version++;
      try (Statement statement = connection.createStatement()) {
        for (String sql : script(version).split(";\\s*\n", -1)) {
          if (!sql.isBlank()) {
            statement.execute(sql);
          }
        }
        statement.execute("PRAGMA user_version = " + version);
      }
      connection.commit();
    }
    connection.setAutoCommit(true);
  }

  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static String script(int version) {
    String name = "sqlite-" + version + ".sql";
    try (InputStream script = Migrations.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException("the migration " + name + " is missing");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
