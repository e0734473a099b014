package dev.rigel.store;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed at random moments. */
@Tag("slow")
class KillTest {
  @TempDir Path folder;

  @Nested
  class OnSqlite extends KillContract {
    @Override
    Store open() {
      return Store.open(folder);
    }

    @Override
    List<String> child() {
      return List.of(SqliteChild.class.getName(), folder.toString());
    }
  }

  @Nested
  class OnPostgres extends KillContract {
    private final String database = PostgresServer.newDatabase();

    @Override
    Store open() {
      return Store.open(PostgresServer.settings(folder, database));
    }

    @Override
    List<String> child() {
      return List.of(PostgresChild.class.getName(), folder.toString(), database);
    }
  }

  static final class SqliteChild {
    public static void main(String[] arguments) {
      KillLoad.run(Store.open(Path.of(arguments[0])), arguments[1]);
    }
  }

  static final class PostgresChild {
    public static void main(String[] arguments) {
      KillLoad.run(
          Store.open(PostgresServer.settings(Path.of(arguments[0]), arguments[1])), arguments[2]);
    }
  }
}
