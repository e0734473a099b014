package dev.rigel.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL for the tests of this process, with a new database for each. */
public final class PostgresServer {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;
  private static @Nullable String template;

  private PostgresServer() {}

  private static synchronized EmbeddedPostgres server() {
    if (server == null) {
      try {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return server;
  }

  /** The URL of a new database that has its tables. */
  public static synchronized String newDatabase() {
    if (template == null) {
      String made = "made" + NUMBER.incrementAndGet();
      PostgresDatabase.open(PostgresUrl.parse(create(made, "template1"))).close();
      template = made;
    }
    return create("test" + NUMBER.incrementAndGet(), template);
  }

  /** The URL of a new database with nothing in it. */
  static String emptyDatabase() {
    return create("test" + NUMBER.incrementAndGet(), "template1");
  }

  private static String create(String name, String template) {
    execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    return "postgres://postgres@localhost:" + server().getPort() + "/" + name;
  }

  /** Runs a statement as the server's owner. */
  static void execute(String sql) {
    try (Connection connection = server().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static StoreSettings settings(Path folder, String url) {
    return new StoreSettings(
        folder, Durability.NORMAL, Optional.of(PostgresUrl.parse(url)), Optional.empty());
  }
}
